import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Manifest } from '../../contract/manifest.js';
import { runNotes } from '../words/run-notes.js';
import { sampleConditions } from '../../testing/sample-conditions.js';
import { sampleManifest } from '../../testing/sample-manifest.js';
import { sampleResults } from '../../testing/sample-results.js';
import { sampleCell, sampleRow } from '../../testing/sample-rows.js';
import { sampleTrial } from '../../testing/sample-trials.js';
import { mixture } from './sessions.js';

const { machine } = sampleManifest();
const jitless = { variables: { NODE_OPTIONS: '--jitless' } };
const resumedAt = ['2026-01-03T00:00:00.000Z', '2026-01-04T00:00:00.000Z'];

/** Of three sessions: the second with NODE_OPTIONS, the third as the first. */
const manifest = sampleManifest(
  {},
  {
    resumedAt,
    conditions: [
      sampleConditions(),
      sampleConditions({}, jitless, { session: 2, machine }),
      sampleConditions({}, {}, { session: 3, machine }),
    ],
  },
);

function launches(...sessions: readonly (number | undefined)[]) {
  return sessions.map((session, index) =>
    sampleTrial(sampleCell(), { trial: index + 1, ...(session === undefined ? {} : { session }) }),
  );
}

function notesOf(of: Manifest, sessions: readonly number[], mixed?: string): readonly string[] {
  const row = mixed === undefined ? sampleRow() : { ...sampleRow(), mixed };
  return runNotes(sampleResults([row], { manifest: of, trials: launches(...sessions) }));
}

test('launches of sessions that differ are told apart', () => {
  assert.is(
    mixture(launches(1, 1, 2), manifest),
    'launches 1, 2 of session 1 and launch 3 of session 2 differ in NODE_OPTIONS',
  );
  assert.is(mixture(launches(1, 3, 1), manifest), undefined);
  assert.is(mixture(launches(2, 2), manifest), undefined);
  assert.match(mixture(launches(3, 2), manifest) ?? '', 'differ in NODE_OPTIONS');
});

test('runs that say less of their sessions: the time tells the session, and what is not known is no difference', () => {
  const at = (startedAt: string) => sampleTrial(sampleCell(), { startedAt });
  const trials = [at('2026-01-02T03:04:05.000Z'), at('2026-01-03T01:00:00.000Z')];
  assert.match(mixture(trials, manifest) ?? '', 'of session 2 differ in NODE_OPTIONS');
  assert.is(mixture(trials, sampleManifest({}, { resumedAt })), undefined);
  const lateKnowledge = [sampleConditions({}, jitless, { session: 2, machine })];
  assert.is(mixture(trials, sampleManifest({}, { resumedAt, conditions: lateKnowledge })), undefined);
});

test('a report says what was unusual about the machine and its settings', () => {
  const state = { loadAverage: 21 };
  const inherited = {
    variables: { NODE_OPTIONS: `--import ${'x'.repeat(200)}`, SSL_CERT_FILE: '/etc/ca.pem' },
    nice: 5,
    allowedCpus: '1',
    memoryLimitBytes: 2 ** 31,
  };
  const unusual = sampleManifest({}, { conditions: [sampleConditions(state, inherited)] });
  const [first = '', second = '', ...others] = notesOf(unusual, [1]);
  assert.is(first, 'The machine was not fit for figures when the run began: load average 21 on 2 CPUs.');
  assert.match(
    second,
    /^Peers ran with NODE_OPTIONS=--import x{71}…, nice level 5, 1 CPU of 2, a memory limit of 2 GiB\.$/,
  );
  assert.equal(others, []);
});

test('it also says of each session that ran launches what was otherwise than in the first', () => {
  const resumed = notesOf(manifest, [1, 2], 'why');
  assert.is(
    resumed.at(-1),
    'Session 2 ran on something else: NODE_OPTIONS --jitless, was unset; rows with launches of both are marked ≠.',
  );
  assert.equal(
    notesOf(manifest, [1, 3]).filter((note) => note.startsWith('Session')),
    [],
  );
});

test.run();
