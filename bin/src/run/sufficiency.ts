import type { Adaptive, Experiment, Results, Row, Settlement } from '@wiretax/core';
import { blocksAllowed, isStruck, plannedLaunches } from '@wiretax/core/record';
import type { Enough } from '@wiretax/core/run';
import type { Decide } from '@wiretax/running';
import { estimate, quantile } from '@wiretax/statistics';

const p99 = quantile(0.99);
/** What P99 takes: n ≥ 10 / (1 - q). */
const leastCalls = 1000;

/** What a run says after a block. */
export interface Assessment {
  /** Why it needs no further block; undefined if it does. */
  readonly settlement: Settlement | undefined;
  /** What to say if it gets none for want of time. */
  readonly ifStopped: Settlement;
}

/**
 * Whether an adaptive run needs a further block. A cell is usable unless it is struck from comparisons (but for a disturbance: further
 * blocks may be calmer), or its P99 is out of reach even with as many blocks as there may be.
 */
export function assess(results: Results, { relativeWidth, budgetMs }: Adaptive): Assessment {
  const blocks = plannedLaunches(results);
  const most = blocksAllowed(results.manifest.experiment);
  const usable = results.rows.filter(
    (row) => (!isStruck(row) || row.verdict === 'disturbed') && reachesP99(row, most),
  );
  const widths = usable.map((row) => ({
    cell: row.cell.id,
    width: relativeWidthOf(row),
  }));
  const tight = widths.filter(({ width }) => relativeWidth !== undefined && width <= relativeWidth).length;
  const [worst] = widths.toSorted((a, b) => b.width - a.width);
  const reason = ((): Settlement['reason'] | undefined => {
    if (usable.length === 0) return 'nothing-usable';
    if (relativeWidth !== undefined && tight === usable.length) return 'tight';
    if (blocks >= most) return 'most-blocks';
    return budgetMs !== undefined && expectedMs(results, blocks) > budgetMs ? 'budget' : undefined;
  })();
  const known = worst !== undefined && Number.isFinite(worst.width);
  const widest = known ? { cell: worst.cell, relativeWidth: worst.width } : null;
  const ifStopped: Settlement = { reason: 'budget', blocks, usable: usable.length, tight, widest };
  return { settlement: reason === undefined ? undefined : { ...ifStopped, reason }, ifStopped };
}

/** Of two runs that are interleaved: they go on together, and stop together. */
export const decideTogether: Decide<Assessment> = (assessments, whole) => {
  const own = assessments.map(({ settlement }) => settlement);
  const spent = own.some((each) => each?.reason === 'budget' || each?.reason === 'most-blocks');
  const goesOn = own.includes(undefined) && !spent && whole;
  return assessments.map(({ settlement, ifStopped }) => (goesOn ? undefined : (settlement ?? ifStopped)));
};

/** Asks of an adaptive experiment; any other is never asked. */
export function enoughOf({ adaptive = {} }: Experiment): Enough {
  return (results) => assess(results, adaptive).settlement;
}

/** Half the width of the interval relative to the value; infinite where there is none yet. */
function relativeWidthOf({ launches }: Row): number {
  // With fewer calls some resamples of the bootstrap have no P99, and those that are left look too much alike.
  const fewest = Math.min(...launches.map(({ calls }) => calls));
  const known = fewest * launches.length < leastCalls ? null : estimate(launches, p99);
  const interval = known?.interval ?? null;
  if (known === null || interval === null || known.value <= 0) return Infinity;
  return (interval.high - interval.low) / 2 / known.value;
}

function reachesP99({ calls, trials }: Row, most: number): boolean {
  return (calls / Math.max(1, trials.completed)) * most >= leastCalls;
}

/** What the run will have taken after a further block: its trials so far, and one block like those before. */
function expectedMs({ trials }: Results, blocks: number): number {
  const total = (of: Results['trials']): number =>
    of.reduce((sum, { durationNs }) => sum + durationNs, 0) / 1e6;
  return total(trials) + total(trials.filter(({ control }) => !control)) / blocks;
}
