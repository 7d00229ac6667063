import { definePlugin } from '@wiretax/core';
import { createKernel } from '@wiretax/core/runtime';
import { fakeHost, withTime } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { newestRun, studyOf } from '../../e2e/bad-luck-study.js';
import { withCli } from '../../e2e/cli.js';
import { storedRuns } from '../../e2e/run-results.js';
import { messages } from '../guide.js';
import { faults, slowFault } from './faults.js';

const shown = new Map(messages());

for (const [does, { module, config = {} }] of Object.entries(faults)) {
  test(`what users read when a plugin ${does} is what the guide says`, async () => {
    const says = shown.get(does);
    if (says === undefined) throw new Error('the guide has no such line');
    const files = {
      ...studyOf({ plugins: './mine.mjs', transport: 'tcp', ...config }),
      'mine.mjs': module,
    };
    await withCli(files, async (cli) => {
      const { code, stdout, stderr } = await cli.run('run');
      const kept =
        storedRuns(cli.folder).length > 0 ? JSON.stringify([...newestRun(cli).trials.values()]) : '';
      const text = `${stderr}${stdout}${kept}`;
      const wanted = says.replaceAll("'plugins:'", '`plugins:`').replace('4711', '');
      const [start = '', end = ''] = wanted.split(/(?<=pid )/);
      assert.ok(text.includes(start) && text.includes(end), `the guide says ${says}; users read ${text}`);
      assert.is(
        code === 2,
        kept === '' && !stderr.includes('Stopping'),
        'exit code 2 means that nothing ran',
      );
    });
  });
}

test(`what users read when a plugin ${slowFault} is what the guide says`, async () => {
  const host = fakeHost();
  const plugin = definePlugin({
    name: 'mine',
    api: 1,
    apply: ({ hooks }) => hooks.setup.tapPromise('proxy', () => new Promise(() => undefined)),
  });
  const kernel = createKernel({
    host,
    plugins: [{ plugin, version: 'local', entry: './mine.mjs', dependencies: {} }],
    settings: {},
  });
  const fired = kernel.fire('setup', {} as never, {}, new AbortController().signal, 'tcp.64B.c1');
  const failure = await withTime(
    host.clock,
    fired.then(String, (error: unknown) => error),
  );
  assert.is((failure as Error).message, shown.get(slowFault));
});

test('the guide promises no other messages', () => {
  assert.equal([...shown.keys()].sort(), [...Object.keys(faults), slowFault].sort());
});

test.run();
