import { type Host, type Reporter, visibleLine } from '@wiretax/core';

/** Every chart as a file of its own; says what it wrote. */
export function svgFiles({ files }: Host): Reporter {
  return {
    async report(results, output) {
      // Charts bring Vega and statistics: nothing that a run without this reporter should load.
      const { chartsOf, chartFile, renderSvg, storedTimelines } = await import('@wiretax/charts');
      const charts = chartsOf(results, { timelines: await storedTimelines(files, results) });
      for (const chart of charts) {
        output.print(`${visibleLine(await output.write(chartFile(chart), await renderSvg(chart)))}\n`);
      }
      if (charts.length === 0) output.print('No charts: no row may be drawn.\n');
    },
  };
}
