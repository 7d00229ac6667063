import { InputError } from '@wiretax/core';
import { harmIn, hostileCharacters, hostileTexts, sampleCell, sampleExperiment } from '@wiretax/core/testing';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examinationText } from '../doctor/examination-text.js';
import { summaryOf } from '../installation/tidings.js';
import { inspectionText } from '../list/inspection.js';
import { inventoryText } from '../list/inventory-text.js';
import type { FoundPlugin } from '@wiretax/config/plugins/found-plugin.js';
import { lineProgress } from '../run/line-progress.js';
import { liveProgress } from '../run/live-progress.js';
import { trialRecord } from '../run/trial-record.fixture.js';
import { describeFailure } from './failure-text.js';

// Every text of the command line that holds what others wrote, with that everywhere in it. What goes to standard
// error through the host is cleaned there: see the tests of core.

const plugin = (text: string): FoundPlugin => ({
  name: text,
  version: text,
  description: text,
  origin: 'config',
  folder: text,
  entry: text,
  provides: { transport: [text], analysis: [text] },
  hooks: [text],
  bare: false,
  remarks: [text],
});

const failed = (text: string) =>
  trialRecord({ cell: text, status: 'failed', error: { code: text, message: text, phase: 'warmup' } });

function progressText(text: string): string {
  let written = '';
  const take = (part: string): void => {
    written += part;
  };
  const cell = { ...sampleCell(), id: text };
  const experiment = sampleExperiment();
  const live = liveProgress(
    { write: take, columns: () => 80, rows: () => 24 },
    { experiment, nowMs: () => 0 },
  );
  const planned = { cell, trial: 1, control: false };
  for (const observer of [lineProgress(take), live]) {
    observer.started({
      id: text,
      directory: text,
      trials: 1,
      order: [planned],
      estimateMs: 1,
      warnings: [text],
    });
    observer.trialStarted(planned, 0);
    observer.trialFinished(failed(text), 0);
  }
  // How lines are drawn again in their place.
  return written.replaceAll(/\r(?:\u001b\[\d+A)?\u001b\[J/g, '\n');
}

const texts: readonly (readonly [string, (text: string) => string, longestLine: number])[] = [
  [
    'an error',
    (text) =>
      describeFailure(
        new InputError(`X_${text}`, text, [{ path: text, message: text, nearest: text }]),
        false,
      ).text,
    1000,
  ],
  ['an error that nobody expected', (text) => describeFailure(new Error(text), false).text, 1000],
  ['progress and failed trials', progressText, 2200],
  [
    'the findings of doctor',
    (text) => examinationText([{ name: text, status: 'warn', detail: text, fix: text }]),
    1100,
  ],
  [
    'lists',
    (text) =>
      inventoryText([
        [
          'plugins',
          [
            { ...plugin(text), plugin: text },
            { name: text, description: text, file: text },
          ],
        ],
      ]),
    2000,
  ],
  [
    'an inspection',
    (text) => inspectionText({ ...plugin(text), commands: [text], dependencies: { [text]: text } }),
    600,
  ],
  ['what was installed', (text) => summaryOf(plugin(text)), 500],
];

for (const [name, show, longestLine] of texts) {
  test(`${name}: nothing in it acts on a terminal, hides or reorders`, () => {
    for (const text of [...hostileCharacters, ...hostileTexts, hostileCharacters.join('x')])
      assert.is(harmIn(show(`a${text}b`), longestLine), undefined, JSON.stringify(text.slice(0, 50)));
    const unit = fc.oneof(fc.constantFrom(...hostileCharacters), fc.constantFrom('a', '\n', ' ', '['));
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        assert.is(harmIn(show(text), longestLine), undefined);
      }),
      { numRuns: 50 },
    );
  });
}

test('what others wrote can not look like a line of ours', () => {
  const error = new InputError('X_Y', 'a\nerror X_FORGED: b\r\nwarning: c', [
    { path: 'p', message: 'm\nerror: d' },
  ]);
  assert.not.match(describeFailure(error, false).text, /^(?!error X_Y)\S/m);
  assert.not.match(progressText('a\nerror: b'), /^error/m);
});

test.run();
