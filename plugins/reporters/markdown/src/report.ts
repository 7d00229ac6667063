import { type Host, type Reporter, visibleLine } from '@wiretax/core';
import type { Image } from './images.js';
import { page } from './page.js';

/** The page, and its charts as files beside it. */
export function pageWithCharts({ files }: Host): Reporter {
  return {
    async report(results, output) {
      // Statistics and Vega, which a run without this reporter must not load.
      const { chartFile, chartsOf, renderSvg, storedTimelines } = await import('@wiretax/charts');
      const charts = chartsOf(results, { timelines: await storedTimelines(files, results) });
      const images: Image[] = [];
      for (const chart of charts) {
        const file = chartFile(chart);
        await output.write(file, await renderSvg(chart));
        images.push({ file, title: chart.title, summary: chart.summary });
      }
      output.print(`${visibleLine(await output.write('report.md', page(results, images)))}\n`);
    },
  };
}
