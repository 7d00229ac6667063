import type { Results, Row, Threshold } from '@wiretax/core';
import {
  sampleChecks,
  sampleFailedRow,
  sampleManifest,
  sampleResults,
  sampleRow,
} from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { thresholdChecks, withThresholds } from './checks.js';

const p99: Threshold = {
  text: 'p99(response) < 5ms on tcp.*',
  figure: 'p99',
  series: 'response',
  comparison: '<',
  limit: 5e6,
  cells: 'tcp.*',
};

function resultsOf(rows: readonly Row[], thresholds: readonly Threshold[]): Results {
  return sampleResults(rows, { manifest: sampleManifest({ thresholds }) });
}

/** P99 at this many ms. */
const rowAt = (ms: number, launchNoise: number, bytes = 64, launches = 5): Row =>
  syntheticRow({
    transport: 'tcp',
    bytes,
    clients: 1,
    launches,
    calls: 5000,
    p50Ns: (ms * 1e6) / 2,
    launchNoise,
    seed: 3,
  });

test('a threshold is crossed or held when all of the interval says so, else open', () => {
  const rows = [rowAt(3, 0.02), rowAt(8, 0.02, 128), rowAt(5, 0.1, 256)];
  const [check] = thresholdChecks(resultsOf(rows, [p99]));
  assert.ok(check);
  assert.is(check.title, 'p99 of tcp.* < 5 ms');
  assert.is(check.outcome, 'crossed');
  assert.equal(
    check.cells.map(({ outcome }) => outcome),
    ['held', 'crossed', 'open'],
  );
  assert.match(
    check.statement,
    /^Crossed in 1 of 3 cells; furthest: tcp\.128B\.c1, \d\.\d\d ms \(\d\.\d\d ms to \d\.\d\d ms\)\.$/,
  );
  assert.match(check.cells[2]?.statement ?? '', /\), its interval spans the limit$/);
});

test('where it holds, the cell that is closest to the limit is named, whatever the comparison', () => {
  const rows = [rowAt(3, 0.02), rowAt(4, 0.02, 128), rowAt(2, 0.02, 256)];
  const [below] = thresholdChecks(resultsOf(rows, [p99]));
  assert.match(below?.statement ?? '', /^Held in 3 cells; closest: tcp\.128B\.c1, /);
  const [above] = thresholdChecks(resultsOf(rows, [{ ...p99, comparison: '>', limit: 1e6 }]));
  assert.match(above?.statement ?? '', /^Held in 3 cells; closest: tcp\.256B\.c1, /);
});

test('with one launch the figure decides, and it is said', () => {
  const [crossed] = thresholdChecks(resultsOf([rowAt(8, 0, 64, 1)], [p99]));
  assert.ok(crossed);
  assert.is(crossed.outcome, 'crossed');
  assert.match(crossed.cells[0]?.statement ?? '', 'no interval with one launch');
  assert.is(thresholdChecks(resultsOf([rowAt(2, 0, 64, 1)], [p99]))[0]?.outcome, 'held');
});

test('rows that may not be used, or have no such figure, leave it open', () => {
  const rows = [
    sampleFailedRow(),
    sampleRow({ bytes: 128, verdicts: ['under-driven'] }),
    sampleRow({ bytes: 256, calls: 100 }),
  ];
  const [check] = thresholdChecks(resultsOf(rows, [p99]));
  assert.ok(check);
  assert.is(check.outcome, 'open');
  assert.match(check.statement, /^It can't be told in 3 of 3 cells; first: tcp\.64B\.c10, no launch/);
  const reasons = check.cells.map(({ statement }) => statement);
  assert.is(reasons[0], 'no launch of it has finished');
  assert.match(reasons[1] ?? '', /, the row is under-driven and must not be used$/);
  assert.is(reasons[2], 'it has too few calls for this figure');
  const [none] = thresholdChecks(resultsOf(rows, [{ ...p99, cells: 'grpc.*' }]));
  assert.is(none?.outcome, 'open');
  assert.match(none?.statement ?? '', 'there is no such cell');
});

const about = (
  figure: Threshold['figure'],
  comparison: Threshold['comparison'],
  limit: number,
): Threshold => ({
  ...p99,
  figure,
  series: figure === 'throughput' || figure === 'tailRatio' ? null : 'response',
  comparison,
  limit,
});

test('floors, and figures that are no percentile', () => {
  const thresholds = [
    about('throughput', '>=', 20_000),
    about('throughput', '>', 25_000),
    about('tailRatio', '<=', 9),
    about('max', '<', 1),
    { ...about('p50', '<', 1e6), series: 'lag' as const, cells: '*' },
  ];
  const checks = thresholdChecks(resultsOf([sampleRow({ rate: 20_000 })], thresholds));
  assert.equal(
    checks.map(({ outcome, title }) => `${outcome}: ${title}`),
    [
      'held: throughput of tcp.* >= 20,000/s',
      'crossed: throughput of tcp.* > 25,000/s',
      'held: P99/P50 of tcp.* <= 9',
      'crossed: max of tcp.* < 1 ns',
      'held: lag p50 of all cells < 1 ms',
    ],
  );
  assert.match(checks[4]?.statement ?? '', /^Held in 1 cell; .*, no interval with 3 launches\.$/);
});

test('a latency beyond what histograms reach is longer than limits within, and no other can be told', () => {
  const row = rowAt(3, 0, 64, 1);
  const response = { ...row.response, p99: null, max: 90e9, mean: 2e9, overflow: row.response.count / 20 };
  const checks = thresholdChecks(
    resultsOf(
      [{ ...row, response, tailRatio: null }],
      [
        about('p99', '<', 5e6),
        about('p99', '<', 80e9),
        about('p99', '>=', 60e9),
        about('max', '<', 80e9),
        about('mean', '<', 3e9),
        { ...about('tailRatio', '<', 9), series: null },
      ],
    ),
  );
  assert.equal(
    checks.map(({ outcome }) => outcome),
    ['crossed', 'open', 'held', 'crossed', 'held', 'open'],
  );
  const [beyond, within] = checks.map(({ cells }) => cells[0]?.statement ?? '');
  assert.match(beyond ?? '', /^> 68\.7 s, no interval/);
  assert.match(within ?? '', /^> 68\.7 s, histograms reach no further than 68\.7 s$/);
});

test('ids are made of letters, digits, dots and dashes, and are unique', () => {
  const texts = [
    'p99(response) < 5ms on tcp.*',
    'p99(response) > 5ms on tcp.*',
    'p99(response) < 5ms on tcp.*',
  ];
  const thresholds = texts.map((text): Threshold => ({ ...p99, text }));
  assert.equal(
    thresholdChecks(resultsOf([], thresholds)).map(({ id }) => id),
    [
      'threshold.p99-response-below-5ms-on-tcp.any',
      'threshold.p99-response-above-5ms-on-tcp.any',
      'threshold.p99-response-below-5ms-on-tcp.any-2',
    ],
  );
});

test('limits are told with all their digits', () => {
  for (const [limit, told] of [
    [999, '999 ns'],
    [1500, '1.5 µs'],
    [5_251_234, '5.251234 ms'],
    [90e9, '90 s'],
    [0, '0 ns'],
  ] as const) {
    const [check] = thresholdChecks(resultsOf([], [{ ...p99, limit }]));
    assert.is(check?.title, `p99 of tcp.* < ${told}`);
  }
});

test('thresholds stand first, in place of those that were stored, and checks of others stay', () => {
  const results = { ...resultsOf([rowAt(2, 0.02)], [p99]), checks: sampleChecks() };
  assert.equal(
    withThresholds(results).checks.map(({ by, title }) => `${by}: ${title}`),
    ['threshold: p99 of tcp.* < 5 ms', 'gate: P99 not slower by more than 3 %'],
  );
});

test.run();
