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

function only(rows: readonly Row[]): Finding {
  const [finding, ...others] = flowCost.analyse(sampleResults(rows));
  assert.is(others.length, 0);
  assert.ok(finding);
  return finding;
}

test('a queue that moved is called that, whatever service time says', () => {
  const limited = row({ flow: 'semaphore', seed: 2 });
  const fast = row({ p50Ns: 5e6, tailRatio: 2, seed: 3 });
  const { id, statement, numbers, interval, cells } = only([row(), served(limited, fast.launches)]);
  assert.is(id, 'flow-cost.tcp.64KiB.c500.semaphore');
  assert.match(statement, 'the queue moved to where service time does not see it, and ');
  assert.match(statement, /^Flow control semaphore on tcp\.64KiB\.c500: .*−\d+\.\d % mean service time/);
  assert.ok((numbers['serviceRatio'] ?? 1) < 0.2 && Math.abs((numbers['responseRatio'] ?? 0) - 1) < 0.1);
  assert.ok(interval !== undefined && interval.low < 1.1 && interval.high > 0.9);
  assert.is(cells.length, 2);
});

test('a shorter tail is a gain for callers, a slower call is none', () => {
  assert.match(
    only([row(), row({ flow: 'semaphore', tailRatio: 2, seed: 2 })]).statement,
    'callers wait less, on average and at the tail',
  );
  assert.match(
    only([row(), row({ flow: 'semaphore', p50Ns: 8e7, seed: 2 })]).statement,
    /callers wait longer, on average and at the tail\.$/,
  );
});

test('planted gains are held by intervals of every figure, P50 too, as often as they say', () => {
  const held = new Map([
    ['response', 0],
    ['p50', 0],
    ['throughput', 0],
  ]);
  for (let seed = 1; seed <= 200; seed += 1) {
    const shape = { calls: 500, tailRatio: 2 };
    const rows = [
      row({ ...shape, seed: 2 * seed + 1000 }),
      row({ ...shape, p50Ns: 4e7, flow: 'semaphore', seed: 2 * seed + 1001 }),
    ];
    const { numbers } = only(rows);
    for (const [figure, count] of held) {
      const truth = figure === 'throughput' ? 1.25 : 0.8;
      const [low, high] = [numbers[`${figure}RatioLow`] ?? NaN, numbers[`${figure}RatioHigh`] ?? NaN];
      if (low <= truth && high >= truth) held.set(figure, count + 1);
    }
  }
  for (const [figure, count] of held) assert.ok(count >= 190, `${figure}: ${String(count)} of 200`);
});

test('without a difference neither gain nor loss is claimed', () => {
  let claims = 0;
  for (let seed = 1; seed <= 200; seed += 1) {
    const shape = { calls: 500, launchNoise: 0.05 };
    const { statement } = only([
      row({ ...shape, seed: 2 * seed + 1000 }),
      row({ ...shape, flow: 'semaphore', seed: 2 * seed + 1001 }),
    ]);
    if (/callers wait|tail is shorter|queue moved/.test(statement)) claims += 1;
  }
  assert.ok(claims <= 14, String(claims));
});

test('what noise hides is not called nothing', () => {
  const noisy = { launchNoise: 0.6, calls: 500 };
  const { statement, interval } = only([
    row({ ...noisy, seed: 7 }),
    row({ ...noisy, flow: 'semaphore', seed: 8 }),
  ]);
  assert.ok(interval !== undefined && interval.low < 0.9 && interval.high > 1.1);
  assert.match(statement, /whether callers gain can't be told\.$/);
});

test('one launch has no interval, and a row without its counterpart says nothing', () => {
  const { statement, interval } = only([row({ launches: 1 }), row({ launches: 1, flow: 'semaphore' })]);
  assert.match(statement, 'one launch, no interval');
  assert.is(interval, undefined);
  assert.equal(flowCost.analyse(sampleResults([row({ clients: 10 }), row({ flow: 'semaphore' })])), []);
});

test.run();
