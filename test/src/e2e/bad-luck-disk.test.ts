import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { studyOf } from './bad-luck-study.js';
import { type Cli, entriesBelow, withCli } from './cli.js';
import { documentOf, parseTrial, trialName } from './run-results.js';
import { readFileSync } from 'node:fs';

const trials = 12;
const files = studyOf({ transport: 'tcp', repetitions: trials });
const out = ['--out', 'disk'];
/** Room for some trials, of which each takes a page for each of its five histograms. */
const small = '128k';

/** Calls back with a small disk at `disk` in the folder of the command line; says why if the system allows none. */
async function withDisk(work: (cli: Cli, room: (size: string) => void) => Promise<void>): Promise<void> {
  await withCli(files, async (cli) => {
    const disk = join(cli.folder, 'disk');
    mkdirSync(disk);
    const mount = (...args: readonly string[]): string => {
      const { error, status, stderr } = spawnSync('mount', [...args, '-t', 'tmpfs', 'tmpfs', disk], {
        encoding: 'utf8',
      });
      return error?.message ?? (status === 0 ? '' : stderr.trim());
    };
    const refusal = mount('-o', `size=${small}`);
    if (refusal !== '') {
      console.log(`\nSKIPPED: a disk can't be filled up, as none can be mounted: ${refusal}`);
      return;
    }
    try {
      await work(cli, (size) => assert.is(mount('-o', `remount,size=${size}`), ''));
    } finally {
      assert.is(spawnSync('umount', ['--lazy', disk]).status, 0);
    }
  });
}

function linesOf(cli: Cli, id: string): readonly string[] {
  const text = readFileSync(join(cli.folder, 'disk', 'runs', id, 'trials.jsonl'), 'utf8');
  return text.split('\n').slice(0, -1);
}

test('a disk that fills up ends the run; what had finished is kept, can be read, and is gone on with', async () => {
  await withDisk(async (cli, room) => {
    const { code, stdout, stderr } = await cli.run('run', ...out);
    assert.is(code, 1, stderr);
    assert.is(stdout, '');
    assert.match(
      stderr,
      /error E_WRITE: .*can't write disk\/runs\/.*: ENOSPC: .*; finished trials are kept; make room, then go on with --resume/,
    );
    assert.not.match(stderr, /^ +at |defect of wiretax|failed in/m);
    await cli.allGone();

    const [id = ''] = readdirSync(join(cli.folder, 'disk', 'runs'));
    const kept = linesOf(cli, id);
    assert.ok(kept.length > 0 && kept.length < trials, `${String(kept.length)} trials are kept`);
    assert.ok(kept.every((line) => parseTrial(line).status === 'completed'));
    assert.is(stderr.match(/^\d+\/12 tcp/gm)?.length, kept.length);

    const report = await cli.run('report', id, ...out, '--reporter', 'json');
    assert.is(documentOf(report).trials.length, kept.length, report.stderr);

    const early = await cli.run('run', '--resume', id, ...out);
    assert.is(early.code, 1, early.stderr);
    assert.match(early.stderr, /error E_WRITE: .*ENOSPC/);
    const other = await cli.run('run', ...out);
    assert.is(other.code, 2, other.stderr);
    assert.match(other.stderr, /error E_OUT_UNWRITABLE: .*ENOSPC.*; choose another folder with --out/);
    assert.equal(readdirSync(join(cli.folder, 'disk', 'runs')), [id]);
    assert.equal(linesOf(cli, id), kept);

    room('4m');
    const resumed = await cli.run('run', '--resume', id, ...out);
    assert.is(resumed.code, 0, resumed.stderr);
    const all = linesOf(cli, id);
    assert.equal(all.slice(0, kept.length), kept);
    assert.is(new Set(all.map((line) => trialName(parseTrial(line)))).size, trials);
    assert.is(all.length, trials);
    assert.equal(
      entriesBelow(join(cli.folder, 'disk', 'runs', id)).filter((name) => /\.tmp$|lock$/.test(name)),
      [],
    );
  });
});

test.run();
