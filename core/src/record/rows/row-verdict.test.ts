import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { TrialRecord } from '../../contract/trial-record.js';
import type { Vitals } from '../../contract/measured.js';
import { sampleCell } from '../../testing/sample-rows.js';
import { sampleFailedTrial, sampleTrial } from '../../testing/sample-trials.js';
import { interference, vitals } from '../../testing/scripted-peer.js';
import { judgeRow } from './row-verdict.js';

const cell = sampleCell({ clients: 10 });

function launch(
  client: Vitals,
  server: Vitals | null = vitals(),
  rest: Partial<TrialRecord> = {},
): TrialRecord {
  const record = sampleTrial(cell, rest);
  assert.ok(record.measured);
  const cast = record.cast.filter(({ name }) => server !== null || name === 'client');
  const peers = { ...(server === null ? {} : { server }), client };
  return { ...record, cast, measured: { ...record.measured, peers } };
}

const calm = vitals({ interference: interference() });
const server = vitals({ interference: interference({ cpus: '1' }) });

function stopped(ms: number): Vitals {
  return vitals({ interference: interference({ stillNs: ms * 1e6, longestStillNs: ms * 1e6 }) });
}

test('no launch, or none that finished', () => {
  assert.equal(judgeRow(cell, false, []).reasons, ['no trial has finished']);
  const row = judgeRow(cell, false, [sampleFailedTrial(cell, 'the server went away')]);
  assert.equal([row.verdict, row.reasons], ['failed', ['the server went away']]);
});

test('a row is disturbed if half of its launches were', () => {
  const row = judgeRow(cell, false, [launch(calm, server), launch(stopped(25), server)]);
  assert.equal(row.verdicts, ['disturbed']);
  assert.equal(row.reasons, [
    'the client stood still for 25.0 ms of 1.00 s, 25.0 ms at a time (1 of 2 launches)',
  ]);
});

test('a row is disturbed if one of many launches was so much', () => {
  const others = Array.from({ length: 9 }, () => launch(calm, server));
  const much = judgeRow(cell, false, [...others, launch(stopped(400), server)]);
  assert.equal(much.verdicts, ['disturbed']);
  assert.match(
    much.reasons[0] ?? '',
    'stood still for 400 ms of 10.0 s, 400 ms at a time (1 of 10 launches)',
  );
});

test('a launch that was disturbed a little is told, and strikes no row', () => {
  const others = Array.from({ length: 9 }, () => launch(calm, server));
  const row = judgeRow(cell, false, [...others, launch(stopped(40), server)]);
  assert.is(row.verdict, 'valid');
  assert.equal(row.nearly, [
    {
      verdict: 'disturbed',
      reason: 'the client stood still for 40.0 ms of 1.00 s, 40.0 ms at a time (1 of 10 launches)',
    },
  ]);
});

test('who set the pace is decided on all launches together, whatever each was called', () => {
  const busy = (share: number): Vitals =>
    vitals({ loopUtilisation: share, userNs: share * 1e9, systemNs: 0 });
  const bound = { verdicts: ['client-bound'], reasons: ['it was busy'] } as const;
  const both = [launch(busy(0.94), busy(0.8), bound), launch(busy(0.92), busy(0.84))];
  const near = judgeRow(cell, false, both);
  assert.equal([near.verdict, near.nearly.map(({ verdict }) => verdict)], ['valid', ['client-bound']]);
  const clear = judgeRow(cell, false, [launch(busy(0.99), busy(0.5)), launch(busy(0.92), busy(0.84))]);
  assert.equal(clear.verdicts, ['client-bound']);
});

test('rows of the null transport are the ceiling and never valid, also those of stored records', () => {
  const ceiling = { ...cell, transport: { use: 'null', options: {}, label: 'ceiling' } };
  for (const control of [true, false]) {
    const { verdicts, reasons } = judgeRow(ceiling, control, [launch(vitals(), null)]);
    assert.equal(verdicts, ['harness-limited']);
    assert.match(reasons[0] ?? '', 'the null transport has no network');
  }
});

test.run();
