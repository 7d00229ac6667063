import type { Finding, Row } from '@wiretax/core';
import { sampleFailedRow, sampleResults, sampleRowMetric, use } from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { steps } from './analysis.js';

const sizes = [512, 1024, 2048, 4096, 8192, 16_384, 24_576, 32_768, 49_152, 65_536];

interface Curve {
  /** P50 in ns at a size. */
  readonly ns: (bytes: number) => number;
  readonly faults?: (bytes: number) => number;
  readonly launches?: number;
  readonly noise?: number;
}

function study({ ns, faults, launches = 5, noise = 0.03 }: Curve, seed: number): readonly Row[] {
  return sizes.map((bytes) =>
    syntheticRow({
      transport: 'grpc',
      bytes,
      clients: 1,
      launches,
      calls: 500,
      p50Ns: ns(bytes),
      launchNoise: noise,
      seed: seed * 100 + Math.log2(bytes),
      ...(faults === undefined
        ? {}
        : { metrics: [sampleRowMetric({ name: 'page-faults', unit: 'count', perCall: faults(bytes) })] }),
    }),
  );
}

function analyse(curve: Curve, seed = 1): readonly Finding[] {
  return steps.analyse(sampleResults(study(curve, seed)));
}

const smooth = (bytes: number): number => 4e4 + 2 * bytes;
const stepped = (bytes: number): number => (bytes < 32_768 ? smooth(bytes) : smooth(bytes) * 2.4);

test('a step of latency is found where it is, in nearly every run', () => {
  const runs = Array.from({ length: 100 }, (_, seed) => analyse({ ns: stepped }, seed + 1));
  const found = runs.filter((findings) => findings.some(({ id }) => id === 'steps.p50.grpc.c1.32768'));
  assert.ok(found.length >= 98, `${String(found.length)} of 100`);
  const others = runs.flat().filter(({ numbers }) => numbers['toBytes'] !== 32_768);
  assert.ok(others.length <= 2, `${String(others.length)} elsewhere`);
  assert.match(
    runs[0]?.find(({ id }) => id.startsWith('steps.p50'))?.statement ?? '',
    /^P50 of grpc at c1 steps up between 24KiB and 32KiB, from [\d.]+ µs to [\d.]+ µs: [\d.]+ times what growth with size explains \([\d.]+ % interval/,
  );
});

test('smooth growth is no step, however steep, and neither is chance', () => {
  const curves = [
    smooth,
    () => 5e4,
    (bytes: number) => 100 * bytes,
    (bytes: number) => 1e4 + 1e-3 * bytes ** 2,
  ];
  for (const ns of curves) {
    const claims = Array.from({ length: 50 }, (_, seed) => analyse({ ns }, seed + 1)).flat();
    assert.ok(claims.length <= 3, `${String(claims.length)}: ${claims[0]?.statement ?? ''}`);
  }
});

test('a step of a counter, as of page faults where an allocator changes its way', () => {
  const [finding] = analyse({ ns: smooth, faults: (bytes) => (bytes < 32_768 ? 0.4 : 1.6) });
  assert.is(finding?.id, 'steps.server.page-faults.grpc.c1.32768');
  assert.match(
    finding?.statement ?? '',
    'page-faults per call in the server of grpc at c1 steps up between 24KiB and 32KiB, from 0.400 to 1.60: 3.00 times',
  );
  assert.equal(finding?.cells, ['grpc.24KiB.c1', 'grpc.32KiB.c1']);
  assert.equal(analyse({ ns: smooth, faults: (bytes) => (bytes < 32_768 ? 0.001 : 0.004) }), []);
});

test('one launch: only what is large, and that it was one', () => {
  const small = (bytes: number): number => (bytes < 32_768 ? smooth(bytes) : smooth(bytes) * 1.9);
  assert.equal(analyse({ ns: small, launches: 1, noise: 0 }), []);
  const large = (bytes: number): number => (bytes < 32_768 ? smooth(bytes) : smooth(bytes) * 5);
  const [finding] = analyse({ ns: large, launches: 1, noise: 0 });
  assert.match(finding?.statement ?? '', 'one launch, no interval');
  assert.is(finding?.interval, undefined);
});

test('at most five, few sizes none, and names can be anything', () => {
  const jumps = (bytes: number): number => 1e3 * 10 ** sizes.indexOf(bytes);
  assert.ok(analyse({ ns: jumps }).length <= 5);
  assert.equal(steps.analyse(sampleResults(study({ ns: stepped }, 1).slice(5, 9))), []);
  assert.equal(steps.analyse(sampleResults([sampleFailedRow()])), []);
  const hostile = study({ ns: stepped }, 1).map((row) => ({
    ...row,
    cell: { ...row.cell, transport: use('grpc', '"><img>') },
  }));
  for (const { id } of steps.analyse(sampleResults(hostile))) assert.match(id, /^steps\.[A-Za-z0-9.-]+$/);
});

test.run();
