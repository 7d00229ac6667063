import { lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mediaTypes } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withCli } from './cli.js';
import { type ReceivedRun, receiveRun, shortStudy } from './received-run.js';

// Whatever is in a run's folder that somebody has sent, nothing outside of it is read, written or removed.

const study = `${shortStudy}collectors: [usage]\n`;
const first = <T>([value]: readonly T[]): T => {
  if (value === undefined) throw new Error('there is none');
  return value;
};
const edited = /E_STORED_NAME: received\/manifest\.json was edited by hand, and is not used\n {2}/.source;
const linked = (path: string): RegExp => new RegExp(`received/${path} is a symbolic link`);

const cases: readonly (readonly [string, RegExp, (run: ReceivedRun) => void])[] = [
  [
    'a label that leads out',
    new RegExp(`${edited}experiment\\.axes: "\\.\\./\\.\\./outside/`),
    ({ editManifest }) => {
      editManifest(({ experiment }) => {
        first(experiment.axes.transport).label = '../../outside/precious/1/../tcp';
      });
    },
  ],
  [
    'a number of clients that leads out',
    /received\/manifest\.json .*\n {2}experiment\.axes\.concurrency\[0\]: isn.t a whole number/,
    ({ editManifest }) => {
      editManifest(({ experiment }) => {
        experiment.axes.concurrency = ['1/../../../outside/precious' as unknown as number];
      });
    },
  ],
  [
    'a collector whose label leads out',
    new RegExp(`${edited}experiment\\.collectors: "x/\\.\\./`),
    ({ editManifest }) => {
      editManifest(({ experiment }) => {
        first(experiment.collectors).label = 'x/../../../../../outside/precious';
      });
    },
  ],
  [
    'an id that leads out',
    new RegExp(`${edited}id: "\\.\\./\\.\\./outside"`),
    ({ editManifest }) => {
      editManifest((manifest) => {
        manifest.id = '../../outside';
      });
    },
  ],
  [
    "a link in the place of a cell's folder",
    linked('trials/tcp\\.64B\\.c1'),
    ({ linkOut }) => linkOut('trials/tcp.64B.c1'),
  ],
  ['a link in the place of all trials', linked('trials'), ({ linkOut }) => linkOut('trials')],
  [
    'a link in the place of the lock',
    linked('lock'),
    ({ folder }) => {
      symlinkSync('../outside/precious/1/treasure', join(folder, 'lock'));
    },
  ],
  ['a link in the place of trials.jsonl', linked('trials\\.jsonl'), ({ linkOut }) => linkOut('trials.jsonl')],
  [
    'a link in the place of manifest.json',
    linked('manifest\\.json'),
    ({ linkOut }) => linkOut('manifest.json'),
  ],
];

for (const [name, expected, damage] of cases) {
  test(`a received run with ${name} is not resumed`, () =>
    withCli({}, async (cli) => {
      const received = await receiveRun(cli, study);
      damage(received);
      const before = received.outside();
      const { code, stderr } = await cli.run('run', '--resume', 'received');
      assert.is(code, 2, stderr);
      assert.match(stderr, expected);
      assert.equal(received.outside(), before);
    }));
}

test('a link in the place of the trial that is missing is replaced, and what it stands for stays', () =>
  withCli({}, async (cli) => {
    const { folder, linkOut, outside } = await receiveRun(cli, study);
    const missing = 'trials/tcp.64B.c1/2';
    linkOut(missing);
    const before = outside();
    const { code, stderr } = await cli.run('run', '--resume', 'received');
    assert.is(code, 0, stderr);
    assert.ok(lstatSync(join(folder, missing)).isDirectory());
    assert.equal(outside(), before);
  }));

test('reports hold nothing of files that artifacts lead out to', () =>
  withCli({}, async (cli) => {
    const received = await receiveRun(cli, study);
    const artifacts = Object.entries({
      'stacks.folded': mediaTypes.folded,
      'gc.json': mediaTypes.pauses,
      'samples.parquet': mediaTypes.samples,
    }).map(([file, mediaType]) => ({ file, mediaType }));
    for (const role of ['client', 'server']) {
      mkdirSync(join(cli.folder, `outside-${role}`));
      writeFileSync(join(cli.folder, `outside-${role}`, 'stacks.folded'), 'node;treasure 10\n');
    }
    received.editTrial(({ evidence }) => {
      for (const record of evidence) {
        record.collector = '../../../../outside';
        record.artifacts = artifacts;
      }
    });
    const { stdout, stderr } = await cli.run('report', 'received', '--reporter', 'html,markdown,json');
    assert.not.match(stdout + stderr, 'treasure');
    assert.not.match(readFileSync(join(received.folder, 'report.html'), 'utf8'), 'treasure');
    const explained = await cli.run('explain', 'received', 'tcp');
    assert.not.match(explained.stdout, 'treasure');
  }));

test.run();
