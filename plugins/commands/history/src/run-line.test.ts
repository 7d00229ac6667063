import {
  interference,
  sampleCell,
  sampleConditions,
  sampleManifest,
  sampleTrial,
  sampleFailedTrial,
  vitals,
} from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { circumstances } from './circumstances.js';
import { runsCsv } from './history-csv.js';
import { runsText } from './history-text.js';
import { median, runLine } from './run-line.js';

const cell = sampleCell();
const manifest = sampleManifest();
const whole = {
  manifest,
  trials: [1, 2, 3].map((trial) => sampleTrial(cell, { trial })),
  planned: 3,
  damage: [],
};

test('a run in a line', () => {
  const line = runLine(whole);
  assert.is(line.id, manifest.id);
  assert.is(line.cells, 1);
  assert.is(line.firstCell, cell.id);
  assert.ok((line.firstP50 ?? 0) > 0);
  assert.is(
    Object.values(line.verdicts).reduce((sum, count) => sum + count, 0),
    1,
  );
});

test('nothing finished, or all of it failed', () => {
  const none = runLine({ ...whole, trials: [] });
  assert.equal([none.medianP50, none.firstP50, none.firstP99], [null, null, null]);
  assert.match(runsText([none], []), '0/3');
  const failed = runLine({ ...whole, trials: [sampleFailedTrial(cell, 'gone')] });
  assert.equal(failed.verdicts, { failed: 1 });
});

test('cells are judged as the rows of a report are', () => {
  const trials = whole.trials.map((trial) => {
    const { measured } = trial;
    if (measured === undefined) throw new Error('the sample is measured');
    const client = vitals({ interference: interference({ stillNs: vitals().wallNs }) });
    return { ...trial, measured: { ...measured, peers: { ...measured.peers, client } } };
  });
  assert.equal(runLine({ ...whole, trials }).verdicts, { disturbed: 1 });
});

test('medians', () => {
  assert.is(median([]), null);
  assert.is(median([3, 1, 2]), 2);
  assert.is(median([4, 1, 2, 3]), 2.5);
});

test('hostile names move nothing on a terminal and are no formula', () => {
  const name = '=cmd()\u001b[2J';
  const line = { ...runLine(whole), name };
  const text = runsText([line], [{ id: 'a\u001b[31m', reason: 'x\u202e' }]);
  assert.not.match(text, /[^\n\P{C}]/u);
  assert.match(runsCsv([line], []), ",'=cmd()");
});

test('what changed between two runs', () => {
  const { machine } = manifest;
  const other = sampleManifest({}, { wiretax: '0.2.0', machine: { ...machine, kernel: '7.0.0' } });
  assert.equal(circumstances(manifest, manifest), []);
  assert.equal(circumstances(manifest, other), ['kernel 7.0.0, was 6.18.44', 'wiretax 0.2.0, was 0.1.0']);
  const [plain, quota] = [{}, { quotaCpus: 1 }].map((inherited) =>
    sampleManifest({}, { conditions: [sampleConditions({}, inherited)] }),
  );
  assert.ok(plain !== undefined && quota !== undefined);
  assert.equal(circumstances(plain, quota), ['CPU quota 1 CPU, was none']);
});

test('a median among calls longer than histograms reach is not known', () => {
  const trials = whole.trials.map((trial, index) => {
    if (index === 0 || trial.measured === undefined) return trial;
    const { response } = trial.measured;
    const long = { ...response, p50: null, p99: null, overflow: response.count };
    return { ...trial, measured: { ...trial.measured, response: long } };
  });
  const { medianP50, firstP50, firstP99 } = runLine({ ...whole, trials });
  assert.equal([medianP50, firstP50, firstP99], [null, null, null]);
  assert.is(runLine({ ...whole, trials: trials.slice(0, 2) }).medianP50, null);
});

test.run();
