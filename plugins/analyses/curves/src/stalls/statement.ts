import { formatDuration, type Pause, type Row, significant } from '@wiretax/core';
import { listed } from '@wiretax/statistics/statements';

/** A pause beyond the noise, and the launch that it was in. */
interface Stall {
  readonly pause: Pause;
  readonly trial: number;
}

/** A percentile as it was recorded, and as callers who arrive evenly would see it. */
export interface Even {
  readonly figure: 'p99' | 'p999';
  readonly name: string;
  readonly recordedNs: number;
  readonly evenNs: number;
}

/** A row with its stalls, the longest first. */
export interface Stalled {
  readonly row: Row;
  readonly stalls: readonly [Stall, ...Stall[]];
  /** Further pauses that may be beyond the noise, too: of a launch only the longest are kept. */
  readonly unlisted: number;
  /** Empty for open load, and where the pauses are no part of these percentiles. */
  readonly even: readonly Even[];
}

export function statementOf(stalled: Stalled): string {
  return `${pausesText(stalled)}${evenText(stalled.even)}.`;
}

function pausesText({ row, stalls, unlisted }: Stalled): string {
  const [{ pause, trial }, ...others] = stalls;
  const where = row.launches.length === 1 ? '' : ` of launch ${String(trial)}`;
  const one = `${subject(pause)} for ${formatDuration(pause.lengthNs)} at ${significant(pause.startNs / 1e9)} s${where}`;
  if (others.length === 0) return `${row.cell.id}: ${one}`;
  const totalNs = stalls.reduce((sum, stall) => sum + stall.pause.lengthNs, 0);
  const launches = new Set(stalls.map((stall) => stall.trial)).size;
  const spread =
    row.launches.length === 1 ? '' : ` in ${String(launches)} of ${String(row.launches.length)} launches`;
  const least = unlisted === 0 ? '' : 'at least ';
  const count = `${least}${String(stalls.length)} pauses${spread}, ${least}${formatDuration(totalNs)} in all`;
  return `${row.cell.id}: ${count}; in the longest ${one}`;
}

function subject({ stoodStill }: Pause): string {
  return stoodStill === null ? 'nothing completed' : `the ${stoodStill} stood still`;
}

/** What closed load hides: while nothing completes, its callers don't call. */
function evenText(even: readonly Even[]): string {
  if (even.length === 0) return '';
  const figures = even.map(
    ({ name, evenNs, recordedNs }) =>
      `a ${name} of ${formatDuration(evenNs)}, not ${formatDuration(recordedNs)}`,
  );
  return `; closed callers wait a pause out, and callers who arrive evenly at the same rate would see at least ${listed(figures)} (an estimate: coordinated omission)`;
}
