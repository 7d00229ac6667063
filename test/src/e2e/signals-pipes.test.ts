import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { newestRun, studyOf } from './bad-luck-study.js';
import { withCli } from './cli.js';

const files = studyOf({ transport: ['tcp', 'rest'], reporters: ['table'] });

/** A shell that gives the command to others, and says what it exited with. */
function piped(pipe: string): readonly string[] {
  return ['sh', '-c', `{ "$@"; echo "exited with $?" >&3; } 3>exit-code ${pipe}; cat exit-code`, 'sh'];
}

const readers = [
  ['standard output is closed after a line', '| head -n 1'],
  ['standard output is closed before anything is written', '| true'],
  ['standard output and standard error are closed after a line', '2>&1 | head -n 1'],
  ['standard output and standard error are closed from the start', '>&- 2>&-'],
] as const;

for (const [title, pipe] of readers) {
  for (const format of [[], ['--json']]) {
    test(`when ${title}, the run goes on to its end (${format.join() || 'as a table'})`, async () => {
      await withCli(files, async (cli) => {
        const { stdout, stderr } = await cli.startUnder(piped(pipe), 'run', ...format).finished;
        assert.match(stdout, /^exited with 0$/m);
        assert.not.match(stderr, /EPIPE|^ +at |defect of wiretax/m);
        assert.equal(
          [...newestRun(cli).trials.values()].map(({ status }) => status),
          ['completed', 'completed'],
        );
      });
    });
  }
}

test('list and report end quietly when nobody reads them any more', async () => {
  await withCli(files, async (cli) => {
    await cli.run('run', '--reporter', 'none');
    for (const args of [['list'], ['report', 'last'], ['report', 'last', '--reporter', 'json']]) {
      const { stdout, stderr } = await cli.startUnder(piped('| head -n 1'), ...args).finished;
      assert.match(stdout, /^exited with 0$/m, args.join(' '));
      assert.is(stderr, '');
    }
  });
});

test('so does --help', async () => {
  await withCli({}, async (cli) => {
    for (const args of [['--help'], ['run', '--help']]) {
      const { stdout, stderr } = await cli.startUnder(piped('| true'), ...args).finished;
      assert.match(stdout, /^exited with 0$/m, args.join(' '));
      assert.is(stderr, '');
    }
  });
});

test.run();
