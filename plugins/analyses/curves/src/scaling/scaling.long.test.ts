import type { Finding, Row, RowMetric } from '@wiretax/core';
import { sampleFailedRow, sampleResults, sampleRowMetric } from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { scaling } from './analysis.js';
import { noisyCounters } from './noisy-counters.test.support.js';

const levels = [1, 10, 50, 100, 500];

interface Planted {
  readonly response: number;
  /** Exponents of counters in total, by name. */
  readonly counters?: Readonly<Record<string, number>>;
  readonly launches?: number;
  readonly noise?: number;
}

function rowsOf({ response, counters = {}, launches = 5, noise = 0.05 }: Planted, seed: number): Row[] {
  return levels.map((clients) => {
    const row = syntheticRow({
      transport: 'tcp',
      bytes: 64,
      clients,
      launches,
      calls: 250,
      p50Ns: 5e4 * clients ** response,
      launchNoise: noise,
      seed: seed * 1000 + clients,
    });
    const metrics = (factor: number): RowMetric[] =>
      Object.entries(counters).map(([name, exponent]) =>
        sampleRowMetric({
          name,
          kind: 'counter',
          unit: 'count',
          collector: 'usage',
          peer: 'server',
          window: 'measure',
          comparable: true,
          perCall: 2 * clients ** (exponent - 1) * factor,
        }),
      );
    // The noise of a launch is that of its latency.
    const centre = row.response.mean ?? 1;
    return {
      ...row,
      launches: row.launches.map((launch) => ({
        ...launch,
        peers: {},
        metrics: metrics(1e9 / launch.throughput / (centre / clients)),
      })),
    };
  });
}

function only(rows: readonly Row[]): Finding {
  const [finding, ...others] = scaling.analyse(sampleResults(rows));
  assert.is(others.length, 0);
  assert.ok(finding);
  return finding;
}

test('the strongest super-linear counters are named, with all exponents in numbers', () => {
  const counters = { 'page-faults.minor': 1.6, 'context-switches.voluntary': 0.7, wakeups: 1.3, syscalls: 1 };
  const { id, statement, numbers, interval, cells } = only(rowsOf({ response: 1, counters }, 1));
  assert.is(id, 'scaling.tcp.64B');
  assert.match(
    statement,
    /^Scaling of tcp at 64B from 1 to 500 clients: super-linear in total are server page faults \(minor\) \(exponent 1\.[56]\d \([\d.]+ %: 1\.\d+ to 1\.\d+\)\) and server wakeups \(exponent 1\.[23]\d .*\), intervals of counters corrected for 4 tried; mean response time grows with exponent [\d.]+ \(95 %: .*\), linear and P99/,
  );
  assert.not.match(statement, 'syscalls');
  assert.ok(Math.abs((numbers['usage.server.context-switches.voluntaryTotalExponent'] ?? 0) - 0.7) < 0.05);
  assert.ok(interval !== undefined && interval.low < 1.6 && interval.high > 1.55);
  assert.is(cells.length, 5);
});

test('intervals hold the planted exponent about as often as they say, and linear is not called super-linear', () => {
  let [holding, alarms] = [0, 0];
  const runs = 200;
  for (let seed = 1; seed <= runs; seed += 1) {
    const { numbers, statement } = only(
      rowsOf({ response: 1, counters: { a: 1, b: 1, c: 1, d: 1 }, noise: 0.15 }, seed),
    );
    const [low = 2, high = 0] = [numbers['responseMeanExponentLow'], numbers['responseMeanExponentHigh']];
    if (low <= 1 && high >= 1) holding += 1;
    if (statement.includes('super-linear')) alarms += 1;
  }
  assert.ok(holding >= 180 && holding < 200, `${String(holding)} of 200`);
  assert.ok(alarms <= 10, String(alarms));
});

test('of many noisy counters none is called super-linear by chance', () => {
  const plain = rowsOf({ response: 1 }, 1);
  let alarms = 0;
  for (let seed = 1; seed <= 200; seed += 1) {
    alarms += only(noisyCounters(plain, seed)).statement.includes('in total') ? 1 : 0;
  }
  assert.ok(alarms <= 10, String(alarms));
});

test('one launch has no interval and no verdict', () => {
  const { statement, interval, numbers, caveats } = only(
    rowsOf({ response: 1.4, counters: { faults: 2 }, launches: 1 }, 1),
  );
  assert.is(caveats?.[0]?.kind, 'order-only');
  assert.not.match(statement, 'super-linear');
  assert.is(interval, undefined);
  assert.ok(Math.abs((numbers['usage.server.faultsTotalExponent'] ?? 0) - 2) < 0.2);
});

test('super-linear response time; two levels say nothing; failed rows are left out', () => {
  const rows = rowsOf({ response: 1.3 }, 1);
  assert.match(
    only(rows).statement,
    /: mean response time grows with exponent 1\.\d+ \(95 %: .*\), super-linear and P99 /,
  );
  assert.equal(scaling.analyse(sampleResults(rows.slice(0, 2))), []);
  const failed = sampleFailedRow({ bytes: 64, clients: 1000 });
  assert.is(only([...rows, failed]).cells.length, 5);
});

test('a counter that is nearly nothing is not followed', () => {
  const rows = rowsOf({ response: 1, counters: { faults: 2 } }, 1).map((row) => ({
    ...row,
    launches: row.launches.map((launch) => ({
      ...launch,
      metrics: launch.metrics.map((metric) => ({ ...metric, perCall: (metric.perCall ?? 0) / 1e6 })),
    })),
  }));
  assert.not.ok('usage.server.faultsTotalExponent' in only(rows).numbers);
});

test.run();
