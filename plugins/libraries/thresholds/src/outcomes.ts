import {
  type CheckOutcome,
  formatDuration,
  globMatcher,
  longestToldNs,
  type Results,
  type Row,
  type Threshold,
} from '@wiretax/core';
import { isStruck } from '@wiretax/core/record';
import { type Known, knownFigure } from './known-figure.js';

export interface CellOutcome extends Known {
  readonly cell: string;
  readonly outcome: CheckOutcome;
  /** Why it can't be told; null if it can. */
  readonly reason: string | null;
  readonly launches: number;
}

export interface ThresholdOutcome {
  readonly threshold: Threshold;
  /** Crossed when any of its cells is; held when all of them are; open otherwise, also without a cell. */
  readonly outcome: CheckOutcome;
  readonly cells: readonly CellOutcome[];
}

/**
 * Holds rows against the thresholds of their experiment. Where there is an interval, a threshold is crossed or held only if all of the
 * interval says so; under three launches the figure alone decides.
 */
export function thresholdOutcomes({ manifest, rows }: Results): readonly ThresholdOutcome[] {
  // Runs from before there were thresholds have none.
  const { thresholds } = manifest.experiment as { readonly thresholds?: readonly Threshold[] };
  return (thresholds ?? []).map((threshold) => {
    const matches = globMatcher(threshold.cells);
    const cells = rows.filter(({ cell }) => matches(cell.id)).map((row) => outcomeOf(row, threshold));
    return { threshold, outcome: overall(cells), cells };
  });
}

function overall(cells: readonly CellOutcome[]): CheckOutcome {
  if (cells.some(({ outcome }) => outcome === 'crossed')) return 'crossed';
  return cells.length > 0 && cells.every(({ outcome }) => outcome === 'held') ? 'held' : 'open';
}

function outcomeOf(row: Row, threshold: Threshold): CellOutcome {
  const known = knownFigure(row, threshold);
  const about = { cell: row.cell.id, launches: row.launches.length, ...known };
  const reason = reasonAgainst(row);
  if (reason !== null) return { ...about, outcome: 'open', reason };
  if (known.value === null) return { ...about, ...withoutValue(known, threshold) };
  const { low, high } = known.interval ?? { low: known.value, high: known.value };
  const [atLow, atHigh] = [keeps(low, threshold), keeps(high, threshold)];
  if (atLow !== atHigh) return { ...about, outcome: 'open', reason: 'its interval spans the limit' };
  return { ...about, outcome: atLow ? 'held' : 'crossed', reason: null };
}

/** Why a row says nothing; null when it may be used. */
function reasonAgainst(row: Row): string | null {
  if (row.launches.length === 0) return 'no launch of it has finished';
  return isStruck(row) ? `the row is ${row.verdict} and must not be used` : null;
}

/** A latency beyond what histograms reach is longer than any limit within. */
function withoutValue(
  { beyondRange }: Known,
  { figure, comparison, limit }: Threshold,
): Pick<CellOutcome, 'outcome' | 'reason'> {
  if (!beyondRange) return { outcome: 'open', reason: 'it has too few calls for this figure' };
  if (figure === 'mean' || figure === 'tailRatio' || limit > longestToldNs) {
    return { outcome: 'open', reason: `histograms reach no further than ${formatDuration(longestToldNs)}` };
  }
  return { outcome: comparison === '>' || comparison === '>=' ? 'held' : 'crossed', reason: null };
}

function keeps(value: number, { comparison, limit }: Threshold): boolean {
  switch (comparison) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
  }
}
