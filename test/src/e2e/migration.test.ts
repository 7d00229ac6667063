import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compiledOf, sourceOf } from '../docs/guide.js';
import { withCli } from './cli.js';
import { runJson } from './run-results.js';

const study = (plugins: readonly string[]): string =>
  JSON.stringify({
    plugins,
    transport: 'tcp',
    size: '64B',
    concurrency: 4,
    flow: ['none', 'pair'],
    load: ['closed', 'even'],
    duration: '400ms',
    warmup: { min: '50ms', max: '100ms', calls: 1, settle: '10ms' },
    repetitions: 1,
    ceiling: false,
    collectors: [],
  });

test('a load and a flow control of 0.1.0 are refused with what changed and where it is told', async () => {
  for (const name of ['even', 'pair']) {
    const file = `former-${name}.mjs`;
    const files = { 'wiretax.config.json': study([`./${file}`]), [file]: sourceOf(file) };
    await withCli(files, async (cli) => {
      const { code, stderr } = await cli.run('run');
      assert.is(code, 2);
      assert.match(stderr, `${name} was made for plugin api 1, this wiretax has 2; update the plugin:`);
      assert.match(stderr, 'loads are a pace, flow controls a gate');
      assert.match(stderr, 'docs/migrating-to-api-2.md');
    });
  }
});

test('a package of 0.1.0 is refused before it is imported, by the same words', async () => {
  const wiretax = { api: 1, entry: './index.mjs', provides: { load: ['even'] } };
  const files = {
    'wiretax.config.json': study(['./former']),
    'former/package.json': JSON.stringify({ name: 'wiretax-plugin-even', version: '0.1.0', wiretax }),
    'former/index.mjs': "throw new Error('imported')",
  };
  await withCli(files, async (cli) => {
    const { code, stderr } = await cli.run('run');
    assert.is(code, 2);
    assert.match(stderr, 'wiretax-plugin-even');
    assert.match(stderr, 'docs/migrating-to-api-2.md');
  });
});

test('as the page takes them over, both run', async () => {
  const files = {
    'wiretax.config.json': study(['./even.js', './pair.js']),
    'even.js': compiledOf('even.ts'),
    'pair.js': compiledOf('pair.ts'),
  };
  await withCli(files, async (cli) => {
    const { rows } = await runJson(cli);
    assert.equal(rows.map(({ cell }) => cell.id).sort(), [
      'tcp.64B.c4',
      'tcp.64B.c4.even',
      'tcp.64B.c4.pair',
      'tcp.64B.c4.pair.even',
    ]);
    for (const { calls, failedCalls, cell } of rows) {
      assert.ok(calls > 0 && failedCalls === 0, cell.id);
      if (cell.load.use === 'even') assert.is(calls, 200, `500 a second for 400 ms in ${cell.id}`);
    }
  });
});

test.run();
