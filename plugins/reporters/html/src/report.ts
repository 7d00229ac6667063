import { type Files, type Reporter, type Results, visibleLine } from '@wiretax/core';
import { type Anchors, anchorsOf } from './anchors.js';
import type { Drawn } from './charts.js';
import { collections, overlayChart } from './collections.js';
import { tableSections } from './finding-tables.js';
import { flameGraphs } from './flame-graphs.js';
import { type Material, page } from './page.js';
import type { Section } from './section.js';
import { storedGraphs } from './stored-graphs.js';

/** One page with everything in it. */
export function reporter(files: Files): Reporter['report'] {
  return async (results, output) => {
    output.print(
      `${visibleLine(await output.write('report.html', page(results, await material(results, files))))}\n`,
    );
  };
}

async function material(results: Results, files: Files): Promise<Material> {
  const { chartsOf, chartStyle, renderSvg, storedTimelines } = await import('@wiretax/charts');
  const anchors = anchorsOf(results.rows);
  const timelines = await storedTimelines(files, results);
  const drawn: Drawn[] = [];
  for (const chart of chartsOf(results, { timelines })) {
    drawn.push({ ...chart, svg: await renderSvg(chart, { heading: false }) });
  }
  const tables = tableSections(results, anchors);
  const sections = [
    ...(await overlay(drawn, timelines, anchors)),
    ...(await flames(results, files)),
    ...tables.values(),
  ];
  return { anchors, drawn, chartStyle, tables, sections };
}

interface StoredTimeline {
  readonly cell: string;
  readonly sliceNs: number;
  readonly worstNs: readonly number[];
  readonly pauses: readonly {
    readonly startNs: number;
    readonly durationNs: number;
    readonly kind: string;
  }[];
}

async function overlay(
  drawn: readonly Drawn[],
  timelines: readonly StoredTimeline[],
  anchors: Anchors,
): Promise<readonly Section[]> {
  const chart = drawn.find(({ id }) => id === overlayChart);
  if (chart === undefined) return [];
  const { overlayCollections } = await import('@wiretax/plugin-runtime/overlay');
  const overlaid = timelines.map(({ cell, sliceNs, worstNs, pauses }) => {
    // Whose pause it was, and how many calls a slice had beyond one, is not in the sentence.
    const calls = worstNs.map((ns) => (ns > 0 ? 1 : 0));
    const stops = pauses.map((pause) => ({ ...pause, role: 'client' as const }));
    const { statement } = overlayCollections({ schema: 1, startNs: 0, sliceNs, worstNs, calls }, stops);
    return { cell, statement };
  });
  return [collections(chart, overlaid, anchors)];
}

async function flames(results: Results, files: Files): Promise<readonly Section[]> {
  const stored = await storedGraphs(files, results);
  if (stored.graphs.length === 0) return [];
  const { flameGraph } = await import('@wiretax/flame');
  return [flameGraphs(stored, flameGraph({ title: '', stacks: new Map(), nsPerSample: 1 }))];
}
