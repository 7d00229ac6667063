import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { disturbanceNote, plannedLaunches, runNotes, settlementText } from './run-notes.js';
import { sampleManifest } from '../../testing/sample-manifest.js';
import { sampleResults } from '../../testing/sample-results.js';
import { sampleCell, sampleRow } from '../../testing/sample-rows.js';
import { sampleTrial } from '../../testing/sample-trials.js';

const notesOf = (...parts: Parameters<typeof sampleManifest>): readonly string[] =>
  runNotes(sampleResults([sampleRow()], { manifest: sampleManifest(...parts) }));

test('a run that went through says nothing', () => {
  assert.equal(notesOf(), []);
});

test('that the machine was disturbed, and how many rows are struck for it', () => {
  const calm = sampleRow();
  const disturbed = sampleRow({ verdicts: ['disturbed', 'client-bound'] });
  assert.is(disturbanceNote({ rows: [calm] }), undefined);
  assert.is(
    disturbanceNote({ rows: [calm, disturbed] }),
    'The machine was disturbed: 1 of 2 rows is struck for it.',
  );
  assert.match(disturbanceNote({ rows: [disturbed, disturbed] }) ?? '', '2 of 2 rows are struck for it.');
});

/** A run that was resumed at these times, and ran trials at those. */
function resumedNotes(resumedAt: readonly string[], startedAt: readonly string[]): readonly string[] {
  const trials = startedAt.map((at) => sampleTrial(sampleCell(), { startedAt: at }));
  return runNotes(sampleResults([sampleRow()], { trials, manifest: sampleManifest({}, { resumedAt }) }));
}

test('a resumption that had nothing to run is none', () => {
  const at = '2026-01-02T05:06:07.000Z';
  assert.equal(resumedNotes([at, at], ['2026-01-02T03:04:05.000Z']), []);
});

test('a run that was resumed says when, and what it means when that was on another day', () => {
  const at = '2026-01-02T05:06:07.000Z';
  assert.equal(resumedNotes([at], [at]), [
    'Interrupted and resumed: begun on 2026-01-02, resumed at 2026-01-02 05:06 UTC.',
  ]);
  const later = '2026-01-04T01:00:00.000Z';
  const [text = ''] = resumedNotes([at, later], [at, later]);
  assert.match(
    text,
    'resumed at 2026-01-02 05:06 UTC, 2026-01-04 01:00 UTC. Launches of 2 days stand side by side',
  );
});

test('an adaptive run says why it stopped, how much is known, and what is known worst', () => {
  const widest = { cell: 'tcp.64B.c1', relativeWidth: 0.071 };
  assert.is(
    settlementText(
      { reason: 'budget', blocks: 7, usable: 75, tight: 74, widest },
      { adaptive: { relativeWidth: 0.05 } },
    ),
    'The time was spent, as a further block would not have fitted in, after 7 blocks; P99 is known to ± 5.00 % in ' +
      '74 of 75 usable cells, the widest is tcp.64B.c1 with ± 7.10 %.',
  );
  assert.is(
    settlementText(
      { reason: 'budget', blocks: 1, usable: 75, tight: 0, widest },
      { adaptive: { budgetMs: 5 } },
    ),
    'The time was spent, as a further block would not have fitted in, after 1 block; the widest is tcp.64B.c1 with ± 7.10 %.',
  );
  const nothing = { reason: 'nothing-usable', blocks: 3, usable: 0, tight: 0, widest: null } as const;
  const [text] = notesOf({ adaptive: { relativeWidth: 0.1 } }, { settlement: nothing });
  assert.is(text, 'No cell had figures that further blocks could improve after 3 blocks.');
});

test('the other half of an interleaved run, and damaged files, are named', () => {
  const manifest = sampleManifest({}, { against: { run: 'other', role: 'candidate' } });
  assert.equal(runNotes(sampleResults([], { manifest, damage: ['line 2 is bad'] })), [
    'Interleaved, trial by trial, with run other; this is the candidate.',
    'line 2 is bad.',
  ]);
});

test('launches of an adaptive run are those of its rows', () => {
  const rows = [sampleRow(), sampleRow({ launches: { completed: 6, failed: 0, planned: 7 } })];
  assert.is(plannedLaunches(sampleResults(rows)), 3);
  const manifest = sampleManifest({ adaptive: { budgetMs: 5 } });
  assert.is(plannedLaunches(sampleResults(rows, { manifest })), 7);
  assert.is(plannedLaunches(sampleResults([], { manifest })), 3);
});

test.run();
