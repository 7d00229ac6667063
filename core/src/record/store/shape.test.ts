import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Problem } from '../../kernel/errors.js';
import { sampleManifest } from '../../testing/sample-manifest.js';
import { sampleCell } from '../../testing/sample-rows.js';
import { sampleChain, sampleEvidence, sampleFailedTrial, sampleTrial } from '../../testing/sample-trials.js';
import { manifestShape } from './manifest-shape.js';
import { parseStored } from './stored-json.js';
import { trialShape } from './trial-shape.js';
import type { Shape } from './shape.js';

type Edited = Record<string, unknown>;

/** Every place in a value, and the value with something else there. */
function* edits(
  value: unknown,
  path: string,
  put: (other: unknown) => unknown,
): Generator<[string, unknown, unknown]> {
  for (const other of [-1, 0.5, 1e999, 'x', '', true, [], {}, [null], { constructor: 1 }]) {
    yield [path, value, put(other)];
  }
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    const below = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    const replaced = (other: unknown): unknown => {
      const copy: unknown = structuredClone(value);
      (copy as Edited)[key] = other;
      return put(copy);
    };
    yield* edits((value as Edited)[key], below, replaced);
  }
}

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
}

/** Where a value of another type is taken, by path; what may be null is not asked. */
function takenPaths(shape: Shape, whole: unknown): readonly string[] {
  const taken = new Set<string>();
  for (const [path, before, edited] of edits(whole, '', (other) => other)) {
    const problem = shape(edited, '');
    if (problem !== undefined)
      assert.ok(
        problem.path.startsWith(path) || path === '' || isOfCast(problem),
        `${problem.path} for ${path}`,
      );
    else if (before !== null && typeOf(before) !== typeOf(at(edited, path))) taken.add(path);
  }
  return [...taken];
}

/** Of a name that the cast doesn't have it is told where it stands. */
function isOfCast({ message }: Problem): boolean {
  return message.includes('not in the cast');
}

function at(value: unknown, path: string): unknown {
  const keys = path.replaceAll('[', '.').replaceAll(']', '').split('.');
  return path === '' ? value : keys.reduce((inner, key) => (inner as Edited)[key], value);
}

test('of a manifest no value can be of another type', () => {
  const thresholds = [
    { text: 'p99 < 5ms', figure: 'p99', series: 'response', comparison: '<', limit: 5e6, cells: '*' },
  ] as const;
  const settlement = {
    reason: 'tight',
    blocks: 3,
    usable: 1,
    tight: 1,
    widest: { cell: 'tcp.64B.c10', relativeWidth: 0.01 },
  } as const;
  const against = { run: 'a', role: 'baseline' } as const;
  const whole = sampleManifest({ thresholds, adaptive: { budgetMs: 1 } }, { settlement, against });
  assert.is(manifestShape(whole, ''), undefined);
  const taken = takenPaths(manifestShape, JSON.parse(JSON.stringify(whole)));
  assert.equal(taken, []);
});

test('of a trial no value can be of another type', () => {
  const cell = sampleCell();
  const evidence = [sampleEvidence({ error: 'x', observer: { throughput: 0, p50: 0, p99: null } })];
  for (const trial of [
    sampleTrial(cell, { evidence }),
    sampleFailedTrial(cell, 'it broke'),
    sampleChain(cell, ['proxy-1']),
  ]) {
    assert.is(trialShape(trial, ''), undefined);
    const taken = takenPaths(trialShape, JSON.parse(JSON.stringify(trial)));
    assert.equal(taken, []);
  }
});

test('what a later Wiretax adds is passed over', () => {
  const trial = { ...sampleTrial(sampleCell()), later: { measured: [1] } };
  assert.is(trialShape(trial, ''), undefined);
  const manifest = { ...sampleManifest(), later: null };
  assert.is(manifestShape(manifest, ''), undefined);
});

test('JSON that is nested deeper than any record is not parsed', () => {
  const nested = (levels: number): string => '[{"a":'.repeat(levels / 2) + '1' + '}]'.repeat(levels / 2);
  assert.ok(parseStored(nested(64)));
  assert.throws(() => parseStored(nested(66)), /more than 64 levels/);
  assert.throws(() => parseStored('['.repeat(1e6)), /more than 64 levels/);
  const text = JSON.stringify({ a: '[{"\\'.repeat(100), b: '"' });
  assert.equal(parseStored(text), JSON.parse(text));
});

test.run();
