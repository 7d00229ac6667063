import { type Host, InputError, type Launch, reasonOf, type Verdict } from '@wiretax/core';
import { planCells, readResults } from '@wiretax/core/record';
import {
  anotherState,
  compareLaunches,
  compareStates,
  estimate,
  type Interval,
  mean,
  quantile,
  type Reading,
  type Statistic,
  tailRatio,
  throughput,
} from '@wiretax/statistics';
import { nearest } from '@wiretax/config/read/nearest.js';
import { circumstances } from './circumstances.js';
import { median } from './run-line.js';
import type { StoredRun } from './stored-runs.js';

const figures = {
  mean: mean(),
  p50: quantile(0.5),
  p90: quantile(0.9),
  p99: quantile(0.99),
  p999: quantile(0.999),
  throughput,
  'tail-ratio': tailRatio(0.99),
} as const satisfies Readonly<Record<string, Statistic>>;

export type Figure = keyof typeof figures;

/** A figure of one cell in one run. */
export interface TrendPoint {
  readonly run: string;
  readonly startedAt: string;
  readonly name: string;
  readonly verdict: Verdict | null;
  readonly launches: number;
  /** Null where the run has none: it failed, or the sample is too small. */
  readonly value: number | null;
  /** Null under three launches. */
  readonly interval: Interval | null;
  /** Median of the yardsticks of its launches, ns; null where none has wake-ups. */
  readonly wakeNs: number | null;
  /** Ratios minus 1. */
  readonly againstBefore: Change | null;
  readonly againstMedian: number | null;
  /** What was otherwise than in the run before; a change may come from that. */
  readonly notes: readonly string[];
}

export interface Change {
  readonly change: number;
  readonly interval: Interval | null;
  readonly intervals: 'overlap' | 'apart' | 'unknown';
}

export function isFigure(name: string): name is Figure {
  return Object.hasOwn(figures, name);
}

/** Throws an InputError when no run has the cell. Runs without it are left out. */
export async function cellTrend(
  host: Host,
  runs: readonly StoredRun[],
  cell: string,
  figure: Figure,
): Promise<readonly TrendPoint[]> {
  const having = runs.filter(({ manifest }) => planCells(manifest.experiment).some(({ id }) => id === cell));
  if (having.length === 0) throw unknownCell(runs, cell);
  const statistic = figures[figure];
  const points: TrendPoint[] = [];
  let before: { readonly run: StoredRun; readonly launches: readonly Launch[] } | undefined;
  for (const run of having) {
    const { launches, verdict, notes } = await readCell(host, run, cell);
    const found = estimate(launches, statistic);
    const earlier = median(points.flatMap(({ value }) => value ?? []));
    points.push({
      run: run.manifest.id,
      startedAt: run.manifest.startedAt,
      name: run.manifest.experiment.name,
      verdict,
      launches: launches.length,
      value: found?.value ?? null,
      interval: found?.interval ?? null,
      wakeNs: median(launches.flatMap(({ yardstick }) => yardstick?.wakeNs ?? [])),
      againstBefore: before === undefined ? null : changeOf(before.launches, launches, statistic),
      againstMedian: found === null || earlier === null || earlier === 0 ? null : found.value / earlier - 1,
      notes: [
        ...notes,
        ...(before === undefined
          ? []
          : [...machineState(before.run, run, cell), ...circumstances(before.run.manifest, run.manifest)]),
      ],
    });
    if (found !== null) before = { run, launches };
  }
  return points;
}

/** What the machine did slower or faster than in the run before, by all launches that were placed like those of the cell. */
function machineState(before: StoredRun, now: StoredRun, cell: string): readonly string[] {
  const placement = now.readings.find(({ cell: { id } }) => id === cell)?.cell.placement;
  const alike = ({ readings }: StoredRun): readonly Reading[] =>
    readings.filter((reading) => reading.cell.placement === placement);
  const what = anotherState(compareStates(alike(before), alike(now)), 'in the run before', 'in this run');
  return what === '' ? [] : [`another state of the machine: ${what}`];
}

async function readCell(
  host: Host,
  { directory }: StoredRun,
  cell: string,
): Promise<{
  readonly launches: readonly Launch[];
  readonly verdict: Verdict | null;
  readonly notes: readonly string[];
}> {
  try {
    const { rows, damage = [] } = await readResults(host, directory, (id) => id === cell);
    const row = rows.find(({ cell: { id } }) => id === cell);
    const notes = [...damage, ...(row?.mixed === undefined ? [] : [row.mixed])];
    return { launches: row?.launches ?? [], verdict: row?.verdict ?? null, notes };
  } catch (thrown) {
    return { launches: [], verdict: null, notes: [reasonOf(thrown)] };
  }
}

function changeOf(a: readonly Launch[], b: readonly Launch[], statistic: Statistic): Change | null {
  const effect = compareLaunches(a, b, statistic);
  if (effect === null) return null;
  const [one, other] = [estimate(a, statistic)?.interval, estimate(b, statistic)?.interval];
  const known = one !== null && one !== undefined && other !== null && other !== undefined;
  const apart = known && (one.high < other.low || other.high < one.low);
  return {
    change: effect.ratio - 1,
    interval: effect.interval,
    intervals: !known ? 'unknown' : apart ? 'apart' : 'overlap',
  };
}

function unknownCell(runs: readonly StoredRun[], cell: string): InputError {
  const known = new Set(runs.flatMap(({ manifest }) => planCells(manifest.experiment).map(({ id }) => id)));
  const near = nearest(cell, known);
  const message = known.size === 0 ? 'there is no run that can be read' : `no run has a cell ${cell}`;
  return new InputError('E_UNKNOWN_CELL', "the cell can't be followed", [
    { path: '--cell', message, ...(near === undefined ? {} : { nearest: near }) },
  ]);
}
