import type { ChangedFigure, Chart } from '@wiretax/charts';
import {
  type Compared,
  conclusionWord,
  type Difference,
  type Judgement,
  type Sides,
  signedChange,
  signedInterval,
} from '@wiretax/comparison';
import type { Results } from '@wiretax/core';
import type { Drawn } from '@wiretax/page';

export interface DrawnCharts {
  /** The chart of the changes first. */
  readonly charts: readonly Drawn[];
  readonly chartStyle: string;
}

/** What has changed, and both sides in the same charts. */
export async function drawnCharts(sides: Sides, compared: Compared): Promise<DrawnCharts> {
  // Charts bring Vega: nothing that a comparison without a page should load.
  const { chartsOf, chartStyle, effectsChart, overlaidCharts, renderSvg } = await import('@wiretax/charts');
  const effects = effectsChart(effectsOf(compared), { a: 'A', b: 'B', margin: compared.margin });
  const [a, b] = [rowsOf(sides, 'a'), rowsOf(sides, 'b')];
  const isOneRun = sides.a.directory === sides.b.directory;
  const overlaid: readonly Chart[] = isOneRun
    ? chartsOf({ ...a, rows: [...new Set([...a.rows, ...b.rows])], findings: [] })
    : overlaidCharts([
        { name: 'A', results: a },
        { name: 'B', results: b },
      ]);
  const charts: Drawn[] = [];
  for (const chart of [...(effects === undefined ? [] : [effects]), ...overlaid]) {
    charts.push({ ...chart, svg: await renderSvg(chart, { heading: false }) });
  }
  return { charts, chartStyle };
}

function between({ effect: { interval } }: Difference): string {
  return interval === null ? '' : ` (${signedInterval(interval)})`;
}

/** A side with the rows alone that are compared. */
function rowsOf(sides: Sides, side: 'a' | 'b'): Results {
  return { ...sides[side], rows: sides.pairs.map((pair) => pair[side]) };
}

const standings = {
  slower: 'worse',
  faster: 'better',
  equivalent: 'same',
  undecided: 'unknown',
  'no-interval': 'unknown',
} as const;

function effectsOf({ comparisons, pool, margin }: Compared): readonly ChangedFigure[] {
  const changed = (cell: string, each: Difference & Judgement): ChangedFigure => ({
    cell,
    figure: each.figure.name,
    ratio: each.effect.ratio,
    interval: each.effect.interval,
    standing: standings[each.conclusion],
    text: `${signedChange(each.effect.ratio)}${between(each)}, ${conclusionWord(each, margin)}`,
  });
  const together = pool?.differences.map((each) => changed(`${String(pool.cells)} cells together`, each));
  return [
    ...(together ?? []),
    ...comparisons.map((each) => changed(each.a === each.b ? each.a : `${each.a} → ${each.b}`, each)),
  ];
}
