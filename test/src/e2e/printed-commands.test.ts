import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { studyOf } from './bad-luck-study.js';
import { type Cli, type Finished, withCli } from './cli.js';

const out = "other results/it's";
const study = studyOf({
  transport: 'tcp',
  repetitions: 2,
  requests: undefined,
  duration: '200ms',
  reporters: 'table',
});

/** What was printed after these words, run as a shell would. */
async function runPrinted(cli: Cli, text: string, pattern: RegExp): Promise<Finished> {
  const [, command = ''] = pattern.exec(text) ?? [];
  assert.is.not(command, '', text);
  return cli.startUnder(['sh', '-c', `exec ${command}`]).finished;
}

test('commands that a run prints work, also with --out elsewhere', async () => {
  await withCli(study, async (cli) => {
    for (const flags of [[], ['--out', out]]) {
      const ran = await cli.run('run', ...flags);
      assert.is(ran.code, 0, ran.stderr);
      // A pipe is as wide as the command needs.
      const again = await runPrinted(cli, ran.stdout.replaceAll('\n', ' '), /again: (.*?) *$/);
      assert.is(again.code, 0, again.stderr);
      assert.is(again.stdout, ran.stdout);
      const shown = await runPrinted(cli, ran.stderr, /Results are in .*?; (.*) shows them again/);
      assert.is(shown.stdout, ran.stdout, shown.stderr);

      const started = cli.start('run', ...flags);
      assert.ok(await started.saw(/^1\/2/));
      started.process.kill('SIGINT');
      const { code, stderr } = await started.finished;
      assert.is(code, 130, stderr);
      const resumed = await runPrinted(cli, stderr, /Go on with:\n +(.*)\n/);
      assert.is(resumed.code, 0, resumed.stderr);
      assert.match(resumed.stderr, /^1\/1 /m);
    }
  });
});

test('commands that a summary ends with work as they are, also with --out elsewhere', async () => {
  await withCli(studyOf({ transport: ['tcp', 'rest'], reporters: 'summary' }), async (cli) => {
    for (const flags of [[], ['--out', out]]) {
      const ran = await cli.run('run', '--no-page', ...flags);
      assert.is(ran.code, 0, ran.stderr);
      const full = await runPrinted(cli, ran.stdout, /^ +all rows +(.* --full)$/m);
      assert.match(full.stdout, /^transport +calls/m, full.stderr);
      // Where something else had the CPUs the same is to be run again, else with more launches.
      const more = await runPrinted(cli, ran.stdout, /^next +(?:again|intervals) +(.*)$/m);
      assert.is(more.code, 0, more.stderr);
      assert.match(more.stdout, /^tiny · tcp, rest · /);
    }
  });
});

test('a command in a package of its own is got as is said', async () => {
  await withCli({}, async (cli) => {
    const { code, stderr } = await cli.run('query', 'last', 'select 1');
    assert.is(code, 2);
    const linked = await runPrinted(cli, stderr, /link it with (.*)\n/);
    assert.is(linked.code, 0, linked.stderr);
    const { stdout } = await cli.run('query', '--help');
    assert.match(stdout, /USAGE\n.* query /);
  });
});

test.run();
