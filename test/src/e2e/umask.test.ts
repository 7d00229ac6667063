import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { entriesBelow, withCli } from './cli.js';
import { shortStudy } from './received-run.js';

const study = `
${shortStudy}
link: unix
collectors: [usage, runtime, samples]
`;

test('nothing of a run can be written by others, whatever the umask', () =>
  withCli({ 'study.yaml': study }, async (cli) => {
    const open = ['sh', '-c', 'umask 0; exec "$@"', 'sh'];
    const command = ['run', 'study.yaml', '--reporter', 'html,csv,markdown,svg'];
    const { code, stderr } = await cli.startUnder(open, ...command).finished;
    assert.is(code, 0, stderr);
    const paths = entriesBelow(join(cli.folder, '.wiretax'));
    assert.ok(paths.some((path) => path.endsWith('report.html')));
    assert.ok(paths.some((path) => path.endsWith('samples.parquet')));
    for (const path of ['', ...paths]) {
      const { mode } = statSync(join(cli.folder, '.wiretax', path));
      assert.is(mode & 0o022, 0, path);
    }
  }));

test.run();
