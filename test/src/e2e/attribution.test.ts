import { join } from 'node:path';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../test-files.js';
import { assertAttributed } from './attributed.js';
import { newestRun, studyOf } from './bad-luck-study.js';
import { withCli } from './cli.js';

test("functions count by what their plugin brings: ours in a clone, and a stranger's transport that is one file", async () => {
  const study = studyOf({
    plugins: join(root, 'test', 'dist', 'guide', 'h2.js'),
    transport: ['tcp', 'h2'],
    collectors: ['cpu-profile'],
    requests: undefined,
    duration: '500ms',
    warmup: { min: '100ms', max: '500ms' },
  });
  await withCli(study, async (cli) => {
    await assertAttributed(cli, {
      '@wiretax/plugin-tcp': 'protocol',
      h2: 'protocol',
      '@wiretax/plugin-protobuf': 'serialisation',
      '@wiretax/core': 'harness',
    });
  });
});

/** A collector of somebody else's, who knows neither ours nor their files. */
const stranger = `
  import { join } from 'node:path';
  const stacks = 'node;main;theirOwnFunction 30\\nnode;main;another 10\\n';
  const artifact = { file: 'oncpu.txt', mediaType: 'application/vnd.wiretax.folded' };
  export default {
    name: 'theirs',
    api: 2,
    apply: ({ collectors }) =>
      collectors.add('oncpu', {
        overhead: 'free',
        side: 'outside',
        probe: async () => ({ available: true }),
        attach: async ({ host, directory }) => ({
          detach: async () => {
            await host.files.write(join(directory, artifact.file), stacks);
            return { metrics: [], artifacts: [artifact], notes: [] };
          },
        }),
      }),
  };
`;

test("a stranger's folded stacks get a flame graph on the page and in explain", async () => {
  const study = studyOf({
    plugins: './theirs.mjs',
    transport: ['tcp', 'rest'],
    collectors: ['oncpu'],
    reporters: ['html'],
  });
  await withCli({ ...study, 'theirs.mjs': stranger }, async (cli) => {
    const ran = await cli.run('run');
    assert.is(ran.code, 0, ran.stderr);
    const folder = join(cli.folder, '.wiretax', 'runs', newestRun(cli).id);
    assert.match(
      readFileSync(join(folder, 'report.html'), 'utf8'),
      /<option value="3">rest\.64B\.c1, server</,
    );
    const alone = await cli.run('explain', 'last', 'tcp');
    assert.match(alone.stdout, 'theirOwnFunction');
    const compared = await cli.run('explain', 'last', 'tcp', 'rest');
    assert.is(compared.code, 0, compared.stderr);
    const graphs = readdirSync(folder).filter((file) => /^explain\..*\.html$/.test(file));
    assert.is(graphs.length, 2);
    assert.match(readFileSync(join(folder, graphs[0] ?? ''), 'utf8'), 'theirOwnFunction');
  });
});

test.run();
