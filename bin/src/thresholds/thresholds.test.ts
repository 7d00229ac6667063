import type { Results, Row, Threshold } from '@wiretax/core';
import { sampleFailedRow, sampleManifest, sampleResults, sampleRow } from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { evaluateThresholds } from './evaluate.js';
import { thresholdLines } from './threshold-lines.js';

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
  const [outcome] = evaluateThresholds(resultsOf(rows, [p99]));
  assert.is(outcome?.outcome, 'crossed');
  assert.equal(
    outcome?.cells.map((cell) => cell.outcome),
    ['held', 'crossed', 'open'],
  );
  const lines = thresholdLines(outcome === undefined ? [] : [outcome]).join('\n');
  assert.match(lines, 'threshold p99(response) < 5ms on tcp.*: crossed in 1 of 3 cells');
  assert.match(lines, /tcp\.128B\.c1: \d\.\d\d ms \(\d\.\d\d ms to \d\.\d\d ms\)/);
  assert.match(lines, /tcp\.256B\.c1: .*, its interval spans the limit/);
});

test('with one launch the figure decides, and it is said', () => {
  const [crossed] = evaluateThresholds(resultsOf([rowAt(8, 0, 64, 1)], [p99]));
  assert.is(crossed?.outcome, 'crossed');
  assert.match(
    thresholdLines(crossed === undefined ? [] : [crossed])[1] ?? '',
    'no interval with one launch',
  );
  assert.is(evaluateThresholds(resultsOf([rowAt(2, 0, 64, 1)], [p99]))[0]?.outcome, 'held');
});

test('rows that may not be used, or have no such figure, leave it open', () => {
  const rows = [
    sampleFailedRow(),
    sampleRow({ bytes: 128, verdicts: ['under-driven'] }),
    sampleRow({ bytes: 256, calls: 100 }),
  ];
  const [outcome] = evaluateThresholds(resultsOf(rows, [p99]));
  assert.is(outcome?.outcome, 'open');
  assert.equal(
    outcome?.cells.map(({ reason }) => reason),
    [
      'no launch of it has finished',
      'the row is under-driven and must not be used',
      'it has too few calls for this figure',
    ],
  );
  const [none] = evaluateThresholds(resultsOf(rows, [{ ...p99, cells: 'grpc.*' }]));
  assert.is(none?.outcome, 'open');
  assert.match(thresholdLines(none === undefined ? [] : [none])[0] ?? '', 'there is no such cell');
});

test('floors, and figures that are no percentile', () => {
  const row = sampleRow({ rate: 20_000 });
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
  const outcomes = evaluateThresholds(
    resultsOf(
      [row],
      [
        about('throughput', '>=', 20_000),
        about('throughput', '>', 25_000),
        about('tailRatio', '<=', 9),
        about('max', '<', 1),
        { ...about('p50', '<', 1e6), series: 'lag' },
      ],
    ),
  );
  assert.equal(
    outcomes.map(({ outcome }) => outcome),
    ['held', 'crossed', 'held', 'crossed', 'held'],
  );
  assert.match(thresholdLines(outcomes).at(-1) ?? '', /: held in 1 cell, without an interval in some$/);
});

test('a latency beyond what histograms reach is longer than limits within, and no other can be told', () => {
  const row = rowAt(3, 0, 64, 1);
  const response = { ...row.response, p99: null, max: 90e9, mean: 2e9, overflow: row.response.count / 20 };
  const about = (figure: Threshold['figure'], comparison: Threshold['comparison'], limit: number) => ({
    ...p99,
    figure,
    comparison,
    limit,
  });
  const outcomes = evaluateThresholds(
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
    outcomes.map(({ outcome }) => outcome),
    ['crossed', 'open', 'held', 'crossed', 'held', 'open'],
  );
  const lines = thresholdLines(outcomes.slice(0, 2));
  assert.match(lines[1] ?? '', ': > 68.7 s, no interval');
  assert.match(lines[3] ?? '', ': > 68.7 s, histograms reach no further than 68.7 s');
});

test.run();
