import type { Finding } from '@wiretax/core';
import { sampleResults } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { crossover } from './analysis.js';
import { pooled } from './pool.test.support.js';

const runs = 200;
const sizes = [512, 2048, 8192, 32_768, 131_072];

type Curve = (bytes: number) => number;

function findingsIn(rest: Curve, grpc: Curve, launchNoise: number, launches = 5): readonly Finding[][] {
  const rows = sizes.flatMap((bytes, index) =>
    ([rest, grpc] as const).map((p50Ns, which) =>
      pooled({
        transport: which === 0 ? 'rest' : 'grpc',
        bytes,
        clients: 10,
        launches,
        calls: 1200,
        p50Ns: p50Ns(bytes),
        tailRatio: 1.3,
        launchNoise,
        seed: 2 * index + which + 1,
      }),
    ),
  );
  return Array.from({ length: runs }, (_, run) => [
    ...crossover.analyse(sampleResults(rows.map((row) => row(run)))),
  ]);
}

/** Latency over size as a power law, `factor` of 100 µs where it crosses its neighbour's flat curve. */
const power =
  (at: number, exponent: number): Curve =>
  (bytes) =>
    1e5 * (bytes / at) ** exponent;
const flat: Curve = () => 1e5;

test('intervals of a planted crossover cover it about as often as they say', () => {
  const truth = 3000;
  const found = findingsIn(power(truth, 0.2), flat, 0.03);
  for (const figure of ['p50', 'p99']) {
    const crossings = found.map((findings) => findings.filter(({ id }) => id.includes(`.${figure}`)));
    const single = crossings.filter(({ length }) => length === 1).flat();
    assert.ok(single.length >= 0.97 * runs, `${figure} was found ${String(single.length)} times`);
    const covered = single.filter(
      ({ interval: { low, high } = { low: 1, high: 0 } }) => low <= truth && high >= truth,
    );
    const share = covered.length / single.length;
    assert.ok(share >= 0.91 && share < 1, `${figure}: ${String(share)}`);
    const bracketed = single.filter(
      ({ numbers }) => (numbers['lowBytes'] ?? Infinity) <= truth && (numbers['highBytes'] ?? 0) >= truth,
    );
    assert.ok(bracketed.length >= 0.95 * single.length);
  }
});

test('a step between two sizes lies in the bracket, whatever interpolation makes of it', () => {
  const found = findingsIn((bytes) => (bytes > 30_000 ? 1.5e5 : 0.9e5), flat, 0.02);
  const held = found.filter((findings) =>
    findings.some(
      ({ id, numbers }) =>
        id === 'crossover.grpc.rest.c10.p50' &&
        (numbers['lowBytes'] ?? Infinity) <= 30_000 &&
        (numbers['highBytes'] ?? 0) >= 30_000,
    ),
  );
  assert.ok(held.length >= 0.95 * runs, String(held.length));
});

test('equal series bring no claim', () => {
  for (const launches of [3, 5]) {
    const found = findingsIn(flat, flat, 0.05, launches);
    const silent = found.filter(({ length }) => length === 0);
    assert.ok(silent.length >= 0.95 * runs, `${String(launches)} launches: ${String(silent.length)}`);
  }
});

test.run();
