import type { Finding, Row } from '@wiretax/core';
import { sampleFailedRow, sampleResults } from '@wiretax/core/testing';
import { syntheticRow, type SyntheticRowShape } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { crossover } from './analysis.js';
import { endOfLead } from './crossings.js';

const sizes = [1024, 4096, 16_384, 65_536];

function curve(transport: string, p50Us: readonly number[], changes: Partial<SyntheticRowShape> = {}): Row[] {
  return p50Us.map((us, index) =>
    syntheticRow({
      transport,
      bytes: sizes[index] ?? 0,
      clients: 10,
      launches: 5,
      calls: 2000,
      p50Ns: us * 1e3,
      launchNoise: 0.01,
      seed: index + transport.length,
      ...changes,
    }),
  );
}

function medians(rows: readonly Row[]): readonly Finding[] {
  return crossover.analyse(sampleResults(rows)).filter(({ id }) => id.includes('.p50'));
}

test('who overtakes whom, between which sizes, where about, with its interval', () => {
  const [found, ...others] = medians([
    ...curve('rest', [50, 90, 160, 300]),
    ...curve('grpc', [100, 100, 110, 120]),
  ]);
  assert.is(others.length, 0);
  assert.ok(found);
  assert.is(found.id, 'crossover.grpc.rest.c10.p50');
  assert.match(
    found.statement,
    /^At 10 clients grpc overtakes rest by P50 near \d\.\d\d KiB \(95 %: \d\.\d\d KiB to \d\.\d\d KiB\), and is faster from 16KiB on\.$/,
  );
  assert.is(found.numbers['lowBytes'], 4096);
  assert.is(found.numbers['highBytes'], 16_384);
  assert.ok(found.cells.includes('rest.4KiB.c10') && found.cells.includes('grpc.16KiB.c10'));
});

test('sizes that can’t be told apart are a zone', () => {
  const [found] = medians([...curve('rest', [50, 100, 111, 300]), ...curve('grpc', [100, 100, 110, 120])]);
  assert.match(found?.statement ?? '', '; from 4KiB to 16KiB it is not known yet.');
  assert.is(found?.numbers['levelFromBytes'], 4096);
  assert.is(found?.numbers['levelToBytes'], 16_384);
});

test('each of several crossings is found', () => {
  const found = medians([...curve('rest', [50, 150, 50, 150]), ...curve('grpc', [100, 100, 100, 100])]);
  assert.equal(
    found.map(({ id }) => id),
    ['crossover.grpc.rest.c10.p50', 'crossover.grpc.rest.c10.p50.2', 'crossover.grpc.rest.c10.p50.3'],
  );
  assert.match(found[1]?.statement ?? '', 'rest overtakes grpc');
});

test('one launch gives the sizes of large differences, and no interval', () => {
  const one = { launches: 1 };
  const [found] = medians([
    ...curve('rest', [50, 90, 160, 300], one),
    ...curve('grpc', [100, 100, 110, 120], one),
  ]);
  assert.is(found?.interval, undefined);
  assert.is(found?.numbers['crossoverBytes'], undefined);
  assert.match(
    found?.statement ?? '',
    'grpc overtakes rest by P50 between 1KiB and 16KiB, and is faster from 16KiB on; at 4KiB it is not known yet.',
  );
});

test('a difference within 3 % is none, however certain', () => {
  const sure = { launchNoise: 0, calls: 200_000 };
  assert.equal(
    medians([...curve('rest', [98, 98, 102, 102], sure), ...curve('grpc', [100, 100, 100, 100], sure)]),
    [],
  );
});

test('only the same concurrency is compared, rows that may not be used are left out, others are marked', () => {
  assert.equal(
    medians([...curve('rest', [50, 90, 160, 300], { clients: 1 }), ...curve('grpc', [100, 100, 110, 120])]),
    [],
  );
  const bound = { verdicts: ['client-bound'], reasons: ['the client was busy'] } as const;
  const [found] = medians([
    ...curve('rest', [50, 90, 160, 300], bound),
    ...curve('grpc', [100, 100, 110]),
    sampleFailedRow({ transport: 'grpc', bytes: 65_536 }),
  ]);
  assert.equal(found?.caveats, [{ kind: 'client-bound', cells: ['rest.4KiB.c10', 'rest.16KiB.c10'] }]);
});

test('the end of a lead, straight in the logarithm of size', () => {
  assert.is(Math.round(endOfLead([1, 100], [1, -1])), 10);
  assert.is(Math.round(endOfLead([1, 10, 100], [1, 1, -3]) / 1.778), 10);
  // Ahead, behind, ahead, behind: half of each of three steps, so half of the way in all.
  assert.is(Math.round(endOfLead([1, 10, 100, 1000], [1, -1, 1, -1]) * 1000), 31_623);
});

test.run();
