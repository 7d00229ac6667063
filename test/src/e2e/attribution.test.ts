import { join } from 'node:path';
import { test } from 'uvu';
import { root } from '../test-files.js';
import { assertAttributed } from './attributed.js';
import { studyOf } from './bad-luck-study.js';
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
      '@wiretax/plugin-closed': 'harness',
      '@wiretax/core': 'harness',
    });
  });
});

test.run();
