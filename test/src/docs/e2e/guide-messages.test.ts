import { definePlugin } from '@wiretax/core';
import { createKernel } from '@wiretax/core/run';
import { fakeHost, withTime } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { newestRun, studyOf } from '../../e2e/bad-luck-study.js';
import { withCli } from '../../e2e/cli.js';
import { storedRuns } from '../../e2e/run-results.js';
import { messages } from '../guide.js';
import { faults, foreignFault, slowFault } from './faults.js';

const shown = new Map(messages());

for (const [does, { module, config = {}, file = 'mine.mjs' }] of Object.entries(faults)) {
  test(`what users read when a plugin ${does} is what the guide says`, async () => {
    const says = shown.get(does);
    if (says === undefined) throw new Error('the guide has no such line');
    const files = {
      ...studyOf({ plugins: `./${file}`, transport: 'tcp', ...config }),
      [file]: module,
      'package.json': '{ "type": "module" }',
    };
    await withCli(files, async (cli) => {
      const { code, stdout, stderr } = await cli.run('run');
      const kept =
        storedRuns(cli.folder).length > 0 ? JSON.stringify([...newestRun(cli).trials.values()]) : '';
      const text = `${stderr}${stdout}${kept}`;
      const wanted = says.replaceAll("'plugins:'", '`plugins:`').replace('4711', '');
      assert.ok(reads(text, wanted), `the guide says ${says}; users read ${text}`);
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
    api: 2,
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

test(`what users read when a plugin ${foreignFault} is what the guide says`, async () => {
  const manifest = {
    name: 'wiretax-plugin-mine',
    version: '1.0.0',
    type: 'module',
    wiretax: { api: 2, entry: './mine.mjs' },
    peerDependencies: { '@wiretax/core': '^9.0.0' },
  };
  const files = { 'mine/package.json': JSON.stringify(manifest), 'mine/mine.mjs': '' };
  await withCli(files, async (cli) => {
    const { code, stderr } = await cli.run('plugins', 'install', './mine');
    assert.is(code, 2, stderr);
    assert.ok(reads(stderr, shown.get(foreignFault) ?? 'a line'), stderr);
  });
});

/** Whether a text has all parts of a message, which leaves out process ids and, as `…`, what Node.js or a list adds. */
function reads(text: string, message: string): boolean {
  const parts = message.split(/ ?…|(?<=pid )/);
  return parts.every((part) => text.includes(part));
}

test('the guide promises no other messages', () => {
  assert.equal([...shown.keys()].sort(), [...Object.keys(faults), slowFault, foreignFault].sort());
});

test.run();
