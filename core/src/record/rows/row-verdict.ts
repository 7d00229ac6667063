import { clientBoundReason, rowIsClientBound } from './client-bound.js';
import type { Cell } from '../../contract/cell.js';
import type { Row } from '../../contract/row.js';
import type { Judgement, TrialRecord, Verdict } from '../../contract/trial-record.js';
import { disturbance } from './disturbance.js';
import { supports } from '../../kernel/latency-range.js';
import { isCeiling, ofCeiling, severity } from './verdict.js';
import { type Completed, isCompleted } from '../store/completed.js';
import { pooledPeers, seenPeers } from './seen-peers.js';

export type RowJudgement = Pick<Row, 'verdict' | 'verdicts' | 'reasons' | 'nearly'>;

/**
 * What a row may be used for, from the records of its launches. Of disturbances, and of who set the pace, the row decides anew from the
 * vitals of all launches together; any other verdict counts when at least half of the launches got it.
 */
export function judgeRow(cell: Cell, control: boolean, trials: readonly TrialRecord[]): RowJudgement {
  const completed = trials.filter(isCompleted);
  if (completed.length === 0) {
    const failure = trials.find(({ status }) => status === 'failed')?.error;
    return verdictOf([{ verdict: 'failed', reason: failure?.message ?? 'no trial has finished' }]);
  }
  const calls = completed.reduce((sum, { measured }) => sum + measured.response.count, 0);
  const disturbed = disturbedLaunches(cell, completed);
  const bound = pace(cell, completed);
  const found = [
    ...disturbed.found,
    ...bound.found,
    ...(control || supports(calls, 0.99) ? [] : [few(calls)]),
    ...(isCeiling(cell) ? [ofCeiling] : byMajority('harness-limited', completed)),
    ...byMajority('under-driven', completed),
    ...byMajority('unsteady', completed),
  ];
  return verdictOf(found, [...disturbed.nearly, ...bound.nearly]);
}

function verdictOf(found: readonly Judgement[], nearly: readonly Judgement[] = []): RowJudgement {
  const sorted = found.toSorted((a, b) => severity.indexOf(a.verdict) - severity.indexOf(b.verdict));
  const verdicts = sorted.map(({ verdict }) => verdict);
  return {
    verdict: verdicts[0] ?? 'valid',
    verdicts: verdicts.length === 0 ? ['valid'] : verdicts,
    reasons: sorted.map(({ reason }) => reason),
    nearly,
  };
}

function few(calls: number): Judgement {
  return {
    verdict: 'too-few-samples',
    reason: `${String(calls)} calls are too few for a P99, which needs 1000`,
  };
}

function byMajority(verdict: Verdict, completed: readonly Completed[]): readonly Judgement[] {
  const hit = completed.filter(({ verdicts }) => verdicts.includes(verdict));
  const [example] = hit;
  if (example === undefined || hit.length * 2 < completed.length) return [];
  const reason = example.reasons[example.verdicts.indexOf(verdict)] ?? '';
  return [{ verdict, reason: reason + ofLaunches(hit.length, completed.length) }];
}

function ofLaunches(some: number, all: number): string {
  return some === all ? '' : ` (${String(some)} of ${String(all)} launches)`;
}

interface Decided {
  readonly found: readonly Judgement[];
  readonly nearly: readonly Judgement[];
}

/** The whole row is disturbed if half of its launches were, or its launches together were: one may have been so much. */
function disturbedLaunches({ placement }: Cell, completed: readonly Completed[]): Decided {
  const each = completed.flatMap(
    ({ cast, measured }) => disturbance(seenPeers(cast, measured), placement) ?? [],
  );
  const [example] = each;
  if (example === undefined) return { found: [], nearly: [] };
  const reason = disturbance(pooledPeers(completed), placement);
  const judgement: Judgement = {
    verdict: 'disturbed',
    reason: (reason ?? example) + ofLaunches(each.length, completed.length),
  };
  return reason !== undefined || each.length * 2 >= completed.length
    ? { found: [judgement], nearly: [] }
    : { found: [], nearly: [judgement] };
}

function pace({ concurrency }: Cell, completed: readonly Completed[]): Decided {
  const together = pooledPeers(completed);
  const bound = rowIsClientBound(together, concurrency);
  if (bound === false) return { found: [], nearly: [] };
  const judgement: Judgement = { verdict: 'client-bound', reason: clientBoundReason(together) };
  return { found: bound === true ? [judgement] : [], nearly: bound === 'nearly' ? [judgement] : [] };
}
