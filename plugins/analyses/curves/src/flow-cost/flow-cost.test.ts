import type { Finding, Launch, Row } from '@wiretax/core';
import { sampleResults } from '@wiretax/core/testing';
import { syntheticRow, type SyntheticRowShape } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { flowCost } from './analysis.js';

function row(changes: Partial<SyntheticRowShape> = {}): Row {
  return syntheticRow({
    transport: 'tcp',
    bytes: 65_536,
    clients: 500,
    launches: 5,
    calls: 5000,
    p50Ns: 5e7,
    tailRatio: 20,
    launchNoise: 0.02,
    seed: 1,
    ...changes,
  });
}

/** A row whose service time is another row's response time. */
function served(whole: Row, service: readonly Launch[]): Row {
  return {
    ...whole,
    launches: whole.launches.map((launch, index) => ({
      ...launch,
      service: service[index]?.response ?? launch.service,
    })),
  };
}

/** By mean response time, and by P99. */
function both(rows: readonly Row[]): readonly [mean: Finding, p99: Finding] {
  const [mean, p99, ...others] = flowCost.analyse(sampleResults(rows));
  assert.is(others.length, 0);
  assert.ok(mean && p99);
  return [mean, p99];
}

test('a queue that moved is called that, whatever service time says', () => {
  const limited = row({ flow: 'semaphore', seed: 2 });
  const fast = row({ p50Ns: 5e6, tailRatio: 2, seed: 3 });
  const [{ id, statement, numbers, interval, cells, figure }, p99] = both([
    row(),
    served(limited, fast.launches),
  ]);
  assert.equal([id, figure], ['flow-cost.tcp.64KiB.c500.semaphore.mean', 'response.mean']);
  assert.match(
    statement,
    /^tcp\.64KiB\.c500 by mean response time: .*; service time is shorter by \d.* times \(95 %: .*, as the queue moved/,
  );
  assert.ok(Math.abs((numbers['ratio'] ?? 0) - 1) < 0.1);
  assert.ok(interval !== undefined && interval.low < 1.1 && interval.high > 0.9);
  assert.is(cells.length, 2);
  assert.not.match(p99.statement, 'queue');
});

test('a shorter tail is a gain for callers, a slower call is none', () => {
  for (const { statement } of both([row(), row({ flow: 'semaphore', tailRatio: 2, seed: 2 })]))
    assert.match(statement, /: semaphore is faster than no flow control by \d/);
  for (const { statement } of both([row(), row({ flow: 'semaphore', p50Ns: 8e7, seed: 2 })]))
    assert.match(statement, /: no flow control is faster than semaphore by 1\.[56]\d times \(95 %: .*\)\.$/);
});

test('planted gains are held by intervals as often as they say', () => {
  let held = 0;
  for (let seed = 1; seed <= 200; seed += 1) {
    const shape = { calls: 500, tailRatio: 2 };
    const [{ interval }] = both([
      row({ ...shape, seed: 2 * seed + 1000 }),
      row({ ...shape, p50Ns: 4e7, flow: 'semaphore', seed: 2 * seed + 1001 }),
    ]);
    if (interval !== undefined && interval.low <= 0.8 && interval.high >= 0.8) held += 1;
  }
  assert.ok(held >= 182, `${String(held)} of 200`);
});

test('without a difference neither gain nor loss is claimed', () => {
  let claims = 0;
  for (let seed = 1; seed <= 200; seed += 1) {
    const shape = { calls: 500, launchNoise: 0.05 };
    const told = both([
      row({ ...shape, seed: 2 * seed + 1000 }),
      row({ ...shape, flow: 'semaphore', seed: 2 * seed + 1001 }),
    ]);
    if (told.some(({ statement }) => /is faster than|queue moved/.test(statement))) claims += 1;
  }
  assert.ok(claims <= 14, String(claims));
});

test('what noise hides is not called nothing', () => {
  const noisy = { launchNoise: 0.6, calls: 500 };
  const [{ statement, interval }] = both([
    row({ ...noisy, seed: 7 }),
    row({ ...noisy, flow: 'semaphore', seed: 8 }),
  ]);
  assert.ok(interval !== undefined && interval.low < 0.9 && interval.high > 1.1);
  assert.match(
    statement,
    /: whether no flow control or semaphore is faster is not known yet, .* launches would tell\.$/,
  );
});

test('of one launch there is an order only, and a row without its counterpart says nothing', () => {
  const [{ statement, interval, caveats }] = both([
    row({ launches: 1 }),
    row({ launches: 1, flow: 'semaphore', p50Ns: 8e7 }),
  ]);
  assert.match(statement, /: no flow control came before semaphore\.$/);
  assert.is(interval, undefined);
  assert.equal(
    caveats?.map(({ kind }) => kind),
    ['order-only'],
  );
  assert.equal(flowCost.analyse(sampleResults([row({ clients: 10 }), row({ flow: 'semaphore' })])), []);
});

test.run();
