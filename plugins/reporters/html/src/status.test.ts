import {
  sampleConditions,
  sampleFailedTrial,
  sampleManifest,
  sampleResults,
  sampleRow,
} from '@wiretax/core/testing';
import type { Check, Results } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { status } from './status.js';

/** Tone and text of each part of the strip, and the command. */
function partsOf(results: Results): readonly string[] {
  const { text } = status(results, 'node bin/run.js');
  const parts = [...text.matchAll(/<li class="(\w+)"[^>]*>([\s\S]*?)<\/li>/g)].map(
    ([, tone = '', content = '']) => `${tone}: ${content.replace(/<[^>]*>/g, '').trim()}`,
  );
  const [, command = ''] = /<code class="text"[^>]*>(.*?)<\/code>/.exec(text) ?? [];
  return [...parts, command];
}

const check = (outcome: Check['outcome']): Check => ({
  id: `c-${outcome}`,
  by: 'threshold',
  title: 'p99 < 5 ms',
  outcome,
  statement: 'It is 4 ms.',
  cells: [],
});

test('a good run', () => {
  const manifest = sampleManifest({}, { conditions: [sampleConditions()] });
  assert.equal(partsOf(sampleResults([sampleRow()], { manifest, checks: [check('held')] })), [
    'good: ✓ machine quiet',
    'good: ✓ 1 check held',
    'good: 1 of 1 row valid',
    'neutral: 3 launches each',
    'neutral: Intel(R) Xeon(R) Processor · 2 CPUs · Node 20.20.2',
    'node bin/run.js run quick --seed 42',
  ]);
});

test('what speaks against a run', () => {
  const rows = [
    sampleRow({ verdicts: ['disturbed'] }),
    sampleRow({ transport: 'rest', verdicts: ['client-bound'] }),
  ];
  const parts = partsOf(
    sampleResults(rows, {
      manifest: sampleManifest({ repetitions: 1 }),
      checks: [check('held'), check('crossed')],
      trials: rows.map(({ cell }) => sampleFailedTrial(cell, 'gone')),
    }),
  );
  assert.equal(parts.slice(0, 5), [
    'bad: ↯ disturbed: 1 row struck',
    'bad: ✗ 1 of 2 checks crossed, 1 held',
    'bad: 0 of 2 rows valid (1 with care, 1 struck)',
    'care: 1 launch each: no intervals',
    'bad: ✕ 2 launches failed',
  ]);
});

test.run();
