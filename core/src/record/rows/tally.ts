import type { Measured } from '../../contract/measured.js';
import type { FailedOutcome, Tally } from '../../contract/outcome.js';
import { sumOf } from './sum-of.js';

/** Of these windows together; null where one doesn't tell, and without any. */
export function tallyOf(measured: readonly Pick<Measured, 'tally'>[]): Tally | null {
  const told = measured.flatMap(({ tally }) => tally ?? []);
  if (told.length === 0 || told.length < measured.length) return null;
  const failed: Partial<Record<FailedOutcome, number>> = {};
  for (const tally of told) {
    for (const [outcome, count] of Object.entries(tally.failed) as [FailedOutcome, number][])
      failed[outcome] = (failed[outcome] ?? 0) + count;
  }
  return {
    offered: sumOf(told, ({ offered }) => offered),
    started: sumOf(told, ({ started }) => started),
    rejected: sumOf(told, ({ rejected }) => rejected),
    unstarted: sumOf(told, ({ unstarted }) => unstarted),
    attempts: sumOf(told, ({ attempts }) => attempts),
    ok: sumOf(told, ({ ok }) => ok),
    failed,
  };
}
