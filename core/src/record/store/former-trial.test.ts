import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Cell } from '../../contract/cell.js';
import { fakeHost } from '../../testing/fake-host.js';
import { sampleExperiment, square, use } from '../../testing/sample-experiment.js';
import {
  sampleEvidence,
  sampleFailedTrial,
  sampleTrial,
  sampleYardstick,
} from '../../testing/sample-trials.js';
import { interference, vitals } from '../../testing/scripted-peer.js';
import { planCells } from '../plan/cells.js';
import { artifactsOf } from './artifacts.js';
import { formerTrialShape, type FormerTrial, upgradedTrial } from './former-trial.js';
import { trialShape } from './trial-shape.js';
import { readTrials } from './trials-file.js';

const experiment = sampleExperiment({ transport: [use('tcp')], size: [square(64)], concurrency: [1] });

function theCell(): Cell {
  const [cell] = planCells(experiment);
  if (cell === undefined) throw new Error('a plan of one cell has a cell');
  return cell;
}

/** As schema 1 had it, of a trial of today. */
function former(changes: object = {}, shared = false): FormerTrial {
  const { cast, machines, measured, yardstick, ...rest } = sampleTrial(theCell());
  assert.ok(measured && yardstick);
  const { attempts, peers, ...figures } = measured;
  const end = (cpus: string): object => {
    const { busiestThread, allottedCpus, processes, ...told } = vitals({
      interference: interference({ cpus }),
    });
    assert.equal([busiestThread, allottedCpus, processes], [null, null, 1]);
    return told;
  };
  assert.equal(
    [cast.length, Object.keys(machines), attempts, Object.keys(peers).length],
    [2, ['local'], 10_000, 2],
  );
  const [client, server] = [yardstick.peers['client'], yardstick.peers['server']];
  const { peer, folder, ...evidence } = sampleEvidence({ artifacts: [{ file: 'a.bin', mediaType: 'x/y' }] });
  const pause = { startNs: 1, lengthNs: 2, stoodStill: shared ? null : 'server' };
  return {
    ...rest,
    schema: 1,
    measured: {
      ...figures,
      client: end('0'),
      server: shared ? null : end('1'),
      pauses: { leastNs: 1, count: 1, totalNs: 2, longest: [pause] },
    },
    yardstick: { wakeNs: 1, client, server: shared ? null : server },
    evidence: [{ ...evidence, role: peer }, ...(folder === '' ? [] : [{ ...evidence, role: 'client' }])],
    ...changes,
  } as unknown as FormerTrial;
}

test('a trial of schema 1 becomes one of schema 2', () => {
  const old = former();
  assert.is(formerTrialShape(old, ''), undefined);
  const trial = upgradedTrial(old);
  assert.is(trialShape(trial, ''), undefined);
  assert.is(trial.schema, 2);
  assert.equal(
    trial.cast.map(({ name, half, run, machine, calls }) => [name, half, run, machine, calls]),
    [
      ['server', 'server', 'ours', 'local', []],
      ['client', 'client', 'ours', 'local', ['server']],
    ],
  );
  assert.equal(Object.keys(trial.measured?.peers ?? {}), ['server', 'client']);
  assert.is(trial.measured?.peers['server']?.interference?.cpus, '1');
  assert.is(trial.measured?.attempts, 10_000);
  assert.equal(trial.yardstick, sampleYardstick({ wakeNs: 1 }));
  const paths = artifactsOf(trial, 'x/y').map(({ path }) => path);
  assert.equal(
    paths,
    ['server', 'client'].map((peer) => `trials/tcp.64B.c1/1/usage-${peer}/a.bin`),
  );
});

test('both ends in one process are one peer; a trial that failed had two', () => {
  const trial = upgradedTrial(former({}, true));
  assert.is(trialShape(trial, ''), undefined);
  assert.equal(
    trial.cast.map(({ name, calls }) => [name, calls]),
    [['client', []]],
  );
  assert.equal(
    [Object.keys(trial.measured?.peers ?? {}), Object.keys(trial.yardstick?.peers ?? {})],
    [['client'], ['client']],
  );
  assert.equal(
    trial.evidence.map(({ peer }) => peer),
    ['client'],
  );
  const { cast, machines, yardstick, ...failed } = sampleFailedTrial(theCell(), 'gone');
  assert.equal([cast.length, Object.keys(machines), yardstick], [2, ['local'], undefined]);
  const old = { ...failed, schema: 1 } as unknown as FormerTrial;
  assert.is(formerTrialShape(old, ''), undefined);
  assert.equal(
    upgradedTrial(old).cast.map(({ name }) => name),
    ['server', 'client'],
  );
});

test('lines of both schemas stand in one file; what is wrong is named as its schema has it', async () => {
  const lines = [former({ trial: 1 }), sampleTrial(theCell(), { trial: 2 })];
  const text = [...lines, former({ trial: 3, measured: 5 })]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
  const host = fakeHost({ files: { 'run/trials.jsonl': text } });
  const { trials, damage } = await readTrials(host, 'run', experiment);
  assert.equal(
    trials.map(({ trial, schema }) => [trial, schema]),
    [
      [1, 2],
      [2, 2],
    ],
  );
  assert.equal(damage.length, 1);
  assert.match(damage[0] ?? '', "line 3 is not a trial of schema 1 (measured isn't keys and values)");
});

test.run();
