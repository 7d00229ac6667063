import {
  interference,
  sampleConditions,
  sampleFailedTrial,
  sampleManifest,
  sampleResults,
  sampleRow,
  sampleTrial,
  vitals,
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
  const { cell, ...row } = sampleRow();
  const { measured, ...trial } = sampleTrial(cell);
  assert.ok(measured);
  const told = { ...measured, peers: { client: vitals({ interference: interference() }) } };
  const trials = [{ ...trial, measured: told }];
  assert.equal(partsOf(sampleResults([{ cell, ...row }], { manifest, trials, checks: [check('held')] })), [
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

test('an interrupted run tells how many launches there are, and silence is no quiet machine', () => {
  const of = (completed: number, transport: string) =>
    sampleRow({ transport }, { trials: { ...sampleRow().trials, planned: 3, completed, failed: 0 } });
  const manifest = sampleManifest({ repetitions: 3 }, { conditions: [sampleConditions()] });
  const rows = [of(1, 'tcp'), of(2, 'rest')];
  const parts = partsOf(sampleResults(rows, { manifest, trials: [], planned: 6 }));
  assert.is(parts[0], 'care: not told whether the machine was quiet');
  assert.is(parts[3], 'care: 1 to 2 of 3 launches each: no intervals');
});

test('what the first screen calls busy is not quiet on the page', () => {
  const conditions = [sampleConditions({}, { quotaCpus: 0.5 })];
  const manifest = sampleManifest({}, { conditions });
  assert.is(partsOf(sampleResults([sampleRow()], { manifest }))[0], 'care: ◐ machine was busy at the start');
});

test.run();
