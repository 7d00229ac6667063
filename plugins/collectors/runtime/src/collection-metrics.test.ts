import { parseCollections } from '@wiretax/statistics';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { collectionMetrics, collectionTable } from './collection-metrics.js';
import type { Collection } from './collections.js';

const collections: fc.Arbitrary<readonly Collection[]> = fc.array(
  fc.record({
    startMs: fc.double({ min: 0, max: 1e9, noNaN: true }),
    durationMs: fc.double({ min: 0, max: 1e4, noNaN: true }),
    kind: fc.constantFrom('minor', 'major', 'incremental', 'weak-callbacks'),
  }),
);

test('adds up by kind', () => {
  const metrics = collectionMetrics([
    { startMs: 1, durationMs: 0.5, kind: 'minor' },
    { startMs: 2, durationMs: 0.25, kind: 'minor' },
    { startMs: 3, durationMs: 4, kind: 'weak-callbacks' },
  ]);
  const values = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  assert.is(values['gc.minor.time'], 750_000);
  assert.is(values['gc.minor.count'], 2);
  assert.is(values['gc.weak-callbacks.time'], 4_000_000);
  assert.is(values['gc.major.count'], 0);
  assert.is(values['gc.pause.max'], 4_000_000);
});

test('each collection is counted under one kind, and has a row', () => {
  fc.assert(
    fc.property(collections, fc.nat(), (given, originNs) => {
      const metrics = collectionMetrics(given);
      const count = metrics
        .filter(({ name }) => name.endsWith('.count'))
        .reduce((sum, { value }) => sum + value, 0);
      assert.is(count, given.length);
      const { rows } = JSON.parse(collectionTable(given, originNs)) as { rows: [number, number, string][] };
      assert.is(rows.length, given.length);
      for (const [index, [startNs, durationNs, kind]] of rows.entries()) {
        assert.ok(Number.isInteger(startNs) && startNs >= originNs && Number.isInteger(durationNs));
        assert.is(kind, given[index]?.kind);
      }
    }),
  );
});

test('the table is one of pauses, as others read it', () => {
  const text = collectionTable([{ startMs: 1.5, durationMs: 0.25, kind: 'major' }], 2 ** 44);
  assert.equal(parseCollections(text, 'client'), [
    { startNs: 2 ** 44 + 1.5e6, durationNs: 250_000, kind: 'major', peer: 'client' },
  ]);
});

test.run();
