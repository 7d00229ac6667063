import { type Files, type Reporter, type ReportOutput, type Results, visibleLine } from '@wiretax/core';
import type { Timeline } from '@wiretax/charts';
import type { Drawn, Section } from '@wiretax/page';
import { type Anchors, anchorsOf } from './anchors.js';
import { collections, overlayChart } from './collections.js';
import { tableSections } from './finding-tables.js';
import { type Material, page } from './page.js';

/** One page with everything in it. */
export function reporter(files: Files): Reporter['report'] {
  return async (results, output) => {
    const made = page(results, await material(results, files, output));
    output.print(`${visibleLine(await output.write('report.html', made))}\n`);
  };
}

async function material(results: Results, files: Files, output: ReportOutput): Promise<Material> {
  const { program = 'wiretax' } = output;
  const { chartsOf, chartStyle, renderSvg, storedTimelines } = await import('@wiretax/charts');
  const anchors = anchorsOf(results.rows);
  const timelines = await storedTimelines(files, results);
  const drawn: Drawn[] = [];
  for (const chart of chartsOf(results, { timelines })) {
    drawn.push({ ...chart, svg: await renderSvg(chart, { heading: false }) });
  }
  const tables = tableSections(results, anchors);
  const sections = [
    ...(await before(results, output, anchors, program)),
    ...(await overlay(drawn, timelines, anchors)),
    ...(await flames(results, files)),
    ...tables.values(),
  ];
  const { rankingOf } = await import('./ranking.js');
  return { anchors, drawn, chartStyle, tables, sections, program, ranking: rankingOf(results.rows) };
}

async function before(
  results: Results,
  { earlier }: ReportOutput,
  anchors: Anchors,
  program: string,
): Promise<readonly Section[]> {
  const found = await earlier?.();
  if (found === undefined) return [];
  const { earlierSection } = await import('./earlier.js');
  const section = earlierSection(results, found, anchors, program);
  return section === undefined ? [] : [section];
}

async function overlay(
  drawn: readonly Drawn[],
  timelines: readonly Timeline[],
  anchors: Anchors,
): Promise<readonly Section[]> {
  const chart = drawn.find(({ id }) => id === overlayChart);
  if (chart === undefined) return [];
  const { overlayCollections } = await import('@wiretax/statistics');
  const overlaid = timelines.map(({ cell, sliceNs, worstNs, pauses }) => {
    // How many calls a slice had beyond one is not in the sentence.
    const calls = worstNs.map((ns) => (ns > 0 ? 1 : 0));
    const { statement } = overlayCollections({ startNs: 0, sliceNs, worstNs, calls }, pauses);
    return { cell, statement };
  });
  return [collections(chart, overlaid, anchors)];
}

async function flames(results: Results, files: Files): Promise<readonly Section[]> {
  const { flameGraphs, storedGraphs } = await import('@wiretax/page/flame');
  const stored = await storedGraphs(files, results);
  if (stored.graphs.length === 0) return [];
  const { emptyFlameGraph } = await import('@wiretax/flame');
  return [flameGraphs(stored, emptyFlameGraph())];
}
