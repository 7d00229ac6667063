import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fixture, studyOf } from './bad-luck-study.js';
import { type Cli, entriesBelow, withCli } from './cli.js';
import { storedRuns } from './run-results.js';

interface Fault {
  readonly title: string;
  readonly plugins: readonly string[];
  readonly transport?: string;
  /** What standard error must name: the plugin, what is wrong with it, and what to do next. */
  readonly says: readonly string[];
}

const faults: readonly Fault[] = [
  {
    title: 'throws on import',
    plugins: ['throws-on-import.mjs'],
    says: ["throws-on-import.mjs can't be imported: no luck today", 'take it out of `plugins:`'],
  },
  {
    title: 'throws in apply',
    plugins: ['throws-in-apply.mjs'],
    says: ['apply of plugin throws-in-apply local failed: no luck today', 'mend the plugin, or leave it out'],
  },
  {
    title: 'has an apply that is asynchronous',
    plugins: ['asynchronous.mjs'],
    says: ['apply of plugin asynchronous returned a promise; it must be synchronous'],
  },
  {
    title: 'has no default export',
    plugins: ['no-default.mjs'],
    says: [
      'no-default.mjs: it has no default export',
      'it must default-export definePlugin({ name, api, apply })',
    ],
  },
  {
    title: 'exports something else',
    plugins: ['no-object.mjs'],
    says: ['no-object.mjs: its default export is "a plugin"', 'it must default-export definePlugin('],
  },
  {
    title: 'has no apply',
    plugins: ['no-apply.mjs'],
    says: ['no-apply.mjs: its default export has no apply function', 'it must default-export definePlugin('],
  },
  {
    title: 'was made for a later api',
    plugins: ['newer.mjs'],
    says: ['newer was made for plugin api 3, this wiretax has 2; update wiretax'],
  },
  {
    title: 'was made for an earlier api',
    plugins: ['older.mjs'],
    says: ['older was made for plugin api 0, this wiretax has 2; update the plugin'],
  },
  {
    title: 'is a package for a later api',
    plugins: ['newer-package'],
    says: ['wiretax-plugin-newer', 'it was made for plugin api 3, this wiretax has 2; update wiretax'],
  },
  {
    title: 'has the name of another',
    plugins: ['twin-a.mjs', 'twin-b.mjs'],
    says: ['two plugins are called twin', 'twin-a.mjs and ', 'twin-b.mjs; leave one of them out'],
  },
  {
    title: 'brings a transport that another brings too',
    plugins: ['second-tcp.mjs'],
    says: ['transport tcp of second-tcp is already provided by @wiretax/plugin-tcp; leave one of them out'],
  },
  {
    title: 'brings half a transport',
    plugins: ['half-a-transport.mjs'],
    transport: 'half',
    says: ['transport half of half-a-transport is not as @wiretax/core asks for: its listen is no function'],
  },
];

for (const { title, plugins, transport = 'tcp', says } of faults) {
  test(`a plugin that ${title} is refused before anything is done`, async () => {
    const files = studyOf({ plugins: plugins.map((file) => fixture(`bad-plugins/${file}`)), transport });
    await withCli(files, (cli) => refuses(cli, says));
  });
}

test('a plugin file that is no JavaScript is refused before anything is done', async () => {
  const files = { ...studyOf({ plugins: './broken.mjs' }), 'broken.mjs': 'this is no JavaScript' };
  await withCli(files, (cli) =>
    refuses(cli, ["./broken.mjs can't be imported", 'take it out of `plugins:`']),
  );
});

test('all plugins that are wrong are said at once, with whatever else is', async () => {
  const plugins = ['throws-on-import.mjs', 'no-default.mjs', 'newer-package'];
  const files = studyOf({ plugins: plugins.map((file) => fixture(`bad-plugins/${file}`)), size: '64XB' });
  await withCli(files, (cli) =>
    refuses(cli, ['"64XB" isn\'t a size', 'throws-on-import.mjs', 'no-default.mjs', 'wiretax-plugin-newer']),
  );
});

test('a plugin beside the config is found from any folder and runs', async () => {
  const plugin = `
    export default { name: 'quiet', api: 2, apply: ({ reporters }) => reporters.add('quiet', { report() {} }) };
  `;
  const files = {
    ...studyOf({ plugins: './plugins/quiet.mjs', transport: 'tcp', reporters: 'quiet' }),
    'plugins/quiet.mjs': plugin,
    'below/README': '',
  };
  await withCli(files, async (cli) => {
    const command = ['sh', '-c', 'cd below && exec "$@"', 'sh'];
    const { code, stdout, stderr } = await cli.startUnder(command, 'run', '--out', cli.folder).finished;
    assert.is(code, 0, stderr);
    assert.is(stdout, '');
  });
});

test('a plugin that leaves a timer behind does not keep the command from its end', async () => {
  const plugin = `
    export default { name: 'ticks', api: 2, apply: ({ hooks }) => hooks.report.tap('tick', () => setInterval(() => {}, 1e6)) };
  `;
  const files = { ...studyOf({ plugins: './ticks.mjs', transport: 'tcp' }), 'ticks.mjs': plugin };
  await withCli(files, async (cli) => {
    const { code, stderr } = await cli.run('run');
    assert.is(code, 0, stderr);
  });
});

async function refuses(cli: Cli, says: readonly string[]): Promise<void> {
  const before = entriesBelow(cli.folder);
  const { code, stdout, stderr } = await cli.run('run');
  assert.is(code, 2, stderr);
  assert.is(stdout, '');
  for (const text of says) assert.match(stderr, text);
  assert.not.match(stderr, /^ +at |defect of wiretax/m);
  assert.equal(entriesBelow(cli.folder), before);
  assert.equal(storedRuns(cli.folder), []);
}

test.run();
