import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Adaptive, Launch, Results, Row, Settlement } from '@wiretax/core';
import {
  sampleFailedRow,
  sampleManifest,
  sampleResults,
  sampleRow,
  sampleTrial,
} from '@wiretax/core/testing';
import { assess, decideTogether } from './sufficiency.js';

const goal: Adaptive = { relativeWidth: 0.05 };

/** Launches whose P99 is this, in ms. */
function rowWith(transport: string, p99Ms: readonly number[], calls = 10_000): Row {
  const base = sampleRow({ transport });
  const [launch] = base.launches;
  if (launch === undefined) throw new Error('the sample has launches');
  const launches = p99Ms.map((ms, index): Launch => {
    const response = { valuesNs: [1e5, ms * 1e6], counts: [calls * 0.95, calls * 0.05] };
    return { ...launch, trial: index + 1, calls, response };
  });
  const { length } = launches;
  return {
    ...base,
    launches,
    calls: calls * length,
    trials: { completed: length, failed: 0, planned: length },
  };
}

function resultsOf(rows: readonly Row[], adaptive: Adaptive, trialMs = 1000): Results {
  const trials = rows.flatMap((row) =>
    row.launches.map(({ trial }) => sampleTrial(row.cell, { trial, durationNs: trialMs * 1e6 })),
  );
  return sampleResults(rows, { trials, manifest: sampleManifest({ adaptive, repetitions: 3 }) });
}

const steady = rowWith('tcp', [1, 1, 1]);
const wild = rowWith('rest', [1, 2, 4]);

test('when the P99 of every cell is known well enough, it is enough', () => {
  const { settlement } = assess(resultsOf([steady], goal), goal);
  assert.is(settlement?.reason, 'tight');
  assert.equal([settlement?.blocks, settlement?.usable, settlement?.tight], [3, 1, 1]);
  assert.is(settlement?.widest?.cell, 'tcp.64B.c10');
});

test('one cell that is not, and there is another block', () => {
  const { settlement, ifStopped } = assess(resultsOf([steady, wild], goal), goal);
  assert.is(settlement, undefined);
  assert.equal([ifStopped.usable, ifStopped.tight, ifStopped.widest?.cell], [2, 1, 'rest.64B.c10']);
});

test('a cell that fails, is struck, or will never have a P99 is not waited for', () => {
  const rows = [
    steady,
    sampleFailedRow({ transport: 'grpc' }),
    { ...wild, verdicts: ['harness-limited'] as const },
    rowWith('udp', [1, 2, 4], 20),
  ];
  assert.is(assess(resultsOf(rows, goal), goal).settlement?.reason, 'tight');
  const none = assess(resultsOf([sampleFailedRow()], goal), goal).settlement;
  assert.equal([none?.reason, none?.usable, none?.widest], ['nothing-usable', 0, null]);
});

test('a cell that was disturbed is waited for: further blocks may be calmer', () => {
  const disturbed = { ...wild, verdict: 'disturbed', verdicts: ['disturbed'] } as const;
  const { settlement, ifStopped } = assess(resultsOf([steady, disturbed], goal), goal);
  assert.equal([settlement, ifStopped.usable], [undefined, 2]);
});

test('a cell that will have its P99 after more blocks is waited for', () => {
  const { settlement, ifStopped } = assess(resultsOf([rowWith('tcp', [1, 1, 1], 100)], goal), goal);
  assert.is(settlement, undefined);
  assert.is(ifStopped.widest, null);
});

test('no block is begun that would not end within the budget', () => {
  // Three blocks of two trials, a second each.
  const within = (budgetMs: number) =>
    assess(resultsOf([steady, wild], { budgetMs }), { budgetMs }).settlement;
  assert.is(within(8001), undefined);
  assert.is(within(7999)?.reason, 'budget');
});

test('there is an end to it', () => {
  const many = rowWith(
    'tcp',
    Array.from({ length: 30 }, (_, index) => 1 + (index % 3)),
  );
  assert.is(assess(resultsOf([many], goal), { relativeWidth: 0.0001 }).settlement?.reason, 'most-blocks');
});

test('two that are interleaved go on together and stop together', () => {
  const told = (reason: Settlement['reason']): Settlement => ({
    reason,
    blocks: 3,
    usable: 1,
    tight: 0,
    widest: null,
  });
  const decisions = (one?: Settlement['reason'], other?: Settlement['reason'], whole = true) =>
    decideTogether(
      [one, other].map((reason) => ({ settlement: reason && told(reason), ifStopped: told('budget') })),
      whole,
    ).map((each) => each?.reason);
  assert.equal(decisions(), [undefined, undefined]);
  assert.equal(decisions('tight'), [undefined, undefined]);
  assert.equal(decisions('tight', undefined, false), ['tight', 'budget']);
  assert.equal(decisions('tight', 'tight'), ['tight', 'tight']);
  assert.equal(decisions(undefined, 'budget'), ['budget', 'budget']);
  assert.equal(decisions('tight', 'most-blocks'), ['tight', 'most-blocks']);
});

test.run();
