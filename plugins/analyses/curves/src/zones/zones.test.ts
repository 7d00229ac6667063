import type { Finding, Row } from '@wiretax/core';
import { sampleFailedRow, sampleResults, sampleRow } from '@wiretax/core/testing';
import { syntheticRow, type SyntheticRowShape } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { zones } from './analysis.js';
import { zonesOf } from './zones.js';

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
      seed: index + 10 * transport.length,
      ...changes,
    }),
  );
}

function found(...curves: readonly (readonly Row[])[]): readonly Finding[] {
  return zones.analyse(sampleResults(curves.flat()));
}

const statements = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ statement }) => statement);

test('a zone ends between the sizes where one overtakes another', () => {
  const findings = found(
    curve('tcp', [20, 30, 40, 90]),
    curve('rest', [50, 90, 160, 300]),
    curve('grpc', [100, 110, 120, 140]),
  );
  assert.equal(statements(findings), [
    'At 10 clients, from 1KiB to 4KiB, tcp is first, then rest, then grpc, by P50; ' +
      'the order changes between 4KiB and 16KiB.',
    'At 10 clients, from 16KiB to 64KiB, tcp is first, then grpc, then rest, by P50.',
  ]);
  assert.equal(
    findings.map(({ id }) => id),
    ['zones.c10.1', 'zones.c10.2'],
  );
  assert.equal(findings[0]?.numbers, { fromBytes: 1024, toBytes: 4096, endsBelowBytes: 16_384 });
  assert.equal(findings[1]?.numbers, { fromBytes: 16_384, toBytes: 65_536, startsAboveBytes: 4096 });
});

test('what can’t be told apart is not called level, and makes no zone of its own', () => {
  assert.equal(
    statements(
      found(
        curve('tcp', [20, 30, 40, 90]),
        curve('rest', [100, 100, 100, 141]),
        curve('grpc', [100, 101, 100, 140]),
      ),
    ),
    ['At 10 clients, from 1KiB to 64KiB, tcp is first, then grpc and rest (order not known yet), by P50.'],
  );
  // Level at one size, apart at the others.
  assert.equal(statements(found(curve('rest', [50, 99, 100, 120]), curve('grpc', [100, 100, 101, 150]))), [
    'At 10 clients, from 1KiB to 64KiB, rest is first, then grpc, by P50; at 4KiB and 16KiB not all of that is known.',
  ]);
});

test('a chain of neighbours is not said to be in order', () => {
  const entries = new Map(
    (['a', 'b', 'c'] as const).map((key, index) => [key, { row: sampleRow(), value: 100 + 7 * index }]),
  );
  const [zone, ...others] = zonesOf([{ bytes: 64, entries, faster: [['a', 'c']] }]);
  assert.is(others.length, 0);
  assert.equal(zone?.order, [
    { keys: ['a', 'b'], tiedWith: [] },
    { keys: ['c'], tiedWith: ['b'] },
  ]);
});

test('a series with a gap keeps its place, and the gap is said', () => {
  const [statement = ''] = statements(
    found(curve('tcp', [20, 30, 40, 90]), curve('rest', [50, 90, 160]), [
      sampleFailedRow({ transport: 'rest', bytes: 65_536 }),
    ]),
  );
  assert.match(statement, 'from 1KiB to 16KiB, tcp is first, then rest, by');
  const [other = ''] = statements(
    found(curve('tcp', [20, 30, 40, 90]), curve('rest', [50, 90, 160]), curve('grpc', [100, 110, 190, 200])),
  );
  assert.match(other, 'then rest, then grpc, by P50, without rest at 64KiB.');
});

test('one launch is told as what was, and only large differences', () => {
  const one = { launches: 1 };
  const findings = found(curve('tcp', [20, 30], one), curve('rest', [50, 90], one));
  assert.equal(statements(findings), ['At 10 clients, from 1KiB to 4KiB, tcp was first, then rest, by P50.']);
  assert.equal(statements(found(curve('tcp', [20, 30], one), curve('rest', [24, 26], one))), [
    'At 10 clients, from 1KiB to 4KiB, the order of rest and tcp is not known yet, by P50.',
  ]);
});

test('one size or one series is no zone', () => {
  assert.equal(found(curve('tcp', [20]), curve('rest', [50])), []);
  assert.equal(found(curve('tcp', [20, 30, 40])), []);
});

test.run();
