import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mediaTypes } from '../../contract/media-types.js';
import type { EvidenceRecord } from '../../contract/trial-record.js';
import { sampleEvidence, sampleTrial } from '../../testing/sample-trials.js';
import { sampleCell } from '../../testing/sample-rows.js';
import { artifactsOf } from './artifacts.js';

const cell = sampleCell();

function evidence(file: string, mediaType: string, changes: Partial<EvidenceRecord> = {}): EvidenceRecord {
  return sampleEvidence({ collector: 'mine', artifacts: [{ file, mediaType }], ...changes });
}

test('artifacts are found by their type, in the order of the evidence, whoever brought them', () => {
  const trial = sampleTrial(cell, {
    evidence: [
      evidence('a.txt', mediaTypes.folded),
      evidence('b.txt', 'text/plain'),
      evidence('c.bin', mediaTypes.folded, { peer: 'client', window: 'profile' }),
    ],
  });
  const paths = (...[type, of]: [string, Parameters<typeof artifactsOf>[2]?]): readonly string[] =>
    artifactsOf(trial, type, of).map(({ path }) => path);
  const [first, second] = [`trials/${cell.id}/1/mine-server/a.txt`, `trials/${cell.id}/1/mine-client/c.bin`];
  assert.equal(paths(mediaTypes.folded), [first, second]);
  assert.equal(paths(mediaTypes.folded, { peer: 'server' }), [first]);
  assert.equal(paths(mediaTypes.folded, { window: 'profile', peer: 'client' }), [second]);
  assert.equal(paths(mediaTypes.folded, { half: 'client' }), [second]);
  assert.equal(paths(mediaTypes.folded, { half: 'middle' }), []);
  assert.equal(paths('text/plain'), [`trials/${cell.id}/1/mine-server/b.txt`]);
  assert.equal(paths('image/png'), []);
});

test('files that 0.1.0 stored under types that say less are found by those of today', () => {
  const trial = sampleTrial(cell, {
    evidence: [
      evidence('stacks.folded', 'text/plain'),
      evidence('gc.json', 'application/json'),
      evidence('off-cpu.folded', 'text/plain'),
      evidence('gc.json', 'text/html'),
      evidence('samples.parquet', 'application/vnd.apache.parquet'),
    ],
  });
  const count = (type: string): number => artifactsOf(trial, type).length;
  assert.equal([mediaTypes.folded, mediaTypes.pauses, mediaTypes.samples].map(count), [1, 1, 1]);
  assert.is(count('text/plain'), 1);
});

test.run();
