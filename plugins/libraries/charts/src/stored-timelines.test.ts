import { mediaTypes } from '@wiretax/core';
import { fakeFiles, sampleCell, sampleEvidence, sampleTrial } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { storedTimelines } from './stored-timelines.js';

const artifacts = [{ file: 'gc.json', mediaType: 'application/json' }];
const evidence = [sampleEvidence({ collector: 'runtime', artifacts })];
const trial = sampleTrial(sampleCell(), { evidence });
const folder = `/run/trials/${trial.cell}/${String(trial.trial)}`;
const timeline = { schema: 1, startNs: 1000, sliceNs: 10, worstNs: [5, 0], calls: [1, 0] };
const gc = {
  schema: 1,
  rows: [
    [1004, 3, 'minor'],
    [900, 5, 'major'],
    ['x', 1, 'minor'],
  ],
};
const of = (texts: Readonly<Record<string, string>>, trials = [trial]) =>
  storedTimelines(fakeFiles(texts), { directory: '/run', trials });

test('pauses are told from the start of the window, those outside of it are left out', async () => {
  const found = await of({
    [`${folder}/timeline.json`]: JSON.stringify(timeline),
    [`${folder}/runtime-server/gc.json`]: JSON.stringify(gc),
  });
  assert.equal(found, [
    {
      cell: trial.cell,
      sliceNs: 10,
      worstNs: [5, 0],
      pauses: [{ startNs: 4, durationNs: 3, kind: 'minor', peer: 'server' }],
    },
  ]);
});

test("pauses of a stranger's collector are found by their type, whatever their file is called", async () => {
  const artifacts = [{ file: 'stw.json', mediaType: mediaTypes.pauses }];
  const theirs = sampleEvidence({ collector: 'stops', artifacts });
  const [found] = await of(
    {
      [`${folder}/timeline.json`]: JSON.stringify(timeline),
      [`${folder}/stops-server/stw.json`]: JSON.stringify(gc),
    },
    [{ ...trial, evidence: [theirs] }],
  );
  assert.is(found?.pauses.length, 1);
});

test('what is missing or torn is left out', async () => {
  assert.equal(await of({}), []);
  assert.equal(await of({ [`${folder}/timeline.json`]: '{"startNs":' }), []);
  assert.equal(await of({ [`${folder}/timeline.json`]: 'null' }), []);
  const alone = await of({ [`${folder}/timeline.json`]: JSON.stringify(timeline) });
  assert.equal(alone[0]?.pauses, []);
});

test('a name that leads elsewhere is not followed', async () => {
  const texts = { '/run/trials/../../x/1/timeline.json': JSON.stringify(timeline) };
  assert.equal(await of(texts, [{ ...trial, cell: '../../x' }]), []);
});

test.run();
