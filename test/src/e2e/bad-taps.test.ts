import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fixture, newestRun, studyOf } from './bad-luck-study.js';
import { withCli } from './cli.js';

const taps = (file: string, rest = {}) =>
  studyOf({ plugins: fixture(`bad-taps/${file}.mjs`), transport: 'tcp', ...rest });

test('tapping and adding after boot is refused, naming the plugin and the phase', async () => {
  await withCli(taps('late', { concurrency: [1, 2] }), async (cli) => {
    const { code, stderr } = await cli.run('run');
    assert.is(code, 1);
    assert.match(
      stderr,
      'tap more (late local) failed in pin of tcp.64B.c1: late tapped measure after apply had returned',
    );
    assert.match(stderr, 'failed in pin of tcp.64B.c2: late added reporter more after apply had returned');
  });
});

test('what a plugin throws where nobody catches it ends the run, names it, and keeps the results', async () => {
  await withCli(taps('stray', { repetitions: 2 }), async (cli) => {
    const { code, stderr } = await cli.run('run');
    assert.is(code, 1);
    assert.match(
      stderr,
      'Stopping: plugin stray threw where nobody catches it: out of luck. Finished trials are kept',
    );
    assert.match(stderr, 'run --resume');
    assert.not.match(stderr, /^ +at /m);
  });
});

test('a process that a tap leaves behind ends with its trial and is put on record', async () => {
  await withCli(taps('leak'), async (cli) => {
    const { code, stderr } = await cli.run('run');
    assert.is(code, 0, stderr);
    await cli.allGone();
    const [problem = ''] = newestRun(cli).trials.get('tcp')?.problems ?? [];
    assert.match(
      problem,
      /teardown: leak local left a process running \(.* forgotten, pid \d+\), which was ended/,
    );
  });
});

for (const [title, study, says] of [
  [
    'no listener',
    { transport: 'no-listener' },
    'what listen gave is not as @wiretax/core asks for: it is no object',
  ],
  [
    'no client',
    { transport: 'no-client' },
    'what connect gave is not as @wiretax/core asks for: it is no object',
  ],
  [
    'no call',
    { transport: 'whole', flow: 'no-call' },
    'flow no-call (answers local) failed: what around gave is not as @wiretax/core asks for: it is no function',
  ],
  [
    'no pace',
    { transport: 'whole', load: 'no-pace' },
    'load no-pace (answers local) failed: what pace gave is not as @wiretax/core asks for: it is no object',
  ],
  ['another request', { transport: 'whole', flow: 'forgetful' }, 'the reply carries id 7, the request had'],
  [
    'options that it has changed',
    { transport: { use: 'vandal', speed: 1 } },
    "transport vandal (answers local) failed: Cannot assign to read only property 'speed'",
  ],
] as const) {
  test(`a plugin in a peer that gives ${title} fails its trial, by name`, async () => {
    const files = studyOf({ plugins: fixture('bad-taps/answers.mjs'), ...study });
    await withCli(files, async (cli) => {
      const { code, stderr } = await cli.run('run');
      assert.is(code, 1);
      assert.match(stderr, says);
    });
  });
}

test.run();
