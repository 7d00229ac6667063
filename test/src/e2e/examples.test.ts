import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../test-files.js';
import { withCli } from './cli.js';
import { testWith, tool } from './interop-tools.js';
import { documentOf } from './run-results.js';

const folder = join(root, 'examples');
const names = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');
const haproxy = tool('haproxy', 'haproxy', ['-v']);

test('there are five, each with a question, the schema, and a line in the README', () => {
  assert.is(names.length, 5);
  const readme = textOf('README.md');
  for (const name of names) {
    assert.match(
      textOf(name),
      /^# yaml-language-server: \$schema=\.\.\/config\/wiretax\.schema\.json\n# [^]*?\?/,
    );
    assert.ok(readme.includes(`[${name}](${name})`), name);
  }
});

/** Extends an example so that it says less about the machine and takes seconds. */
function short(name: string, more: object): Readonly<Record<string, string>> {
  const config = {
    extends: `./${name}`,
    warmup: { min: '0ms', max: '100ms', calls: 1, settle: '20ms' },
    repetitions: 1,
    ceiling: false,
    thresholds: [],
    reporters: [],
    ...more,
  };
  return { [name]: textOf(name), 'short.json': JSON.stringify(config) };
}

async function runs(name: string, more: object = {}): Promise<void> {
  await withCli(short(name, more), async (cli) => {
    const plan = await cli.run('run', name, '--dry-run');
    assert.is(plan.code, 0, plan.stderr);
    const { rows } = documentOf(
      await cli.run('run', 'short.json', '--duration', '300ms', '--json', '--quiet'),
    );
    assert.ok(rows.length > 1);
    for (const { cell, trials, reasons } of rows)
      assert.is(trials.completed, 1, `${cell.id} has not run: ${reasons.join()}`);
  });
}

for (const name of ['codecs.yaml', 'concurrency-limit.yaml', 'payload-limit.yaml'])
  test(`${name} can be planned and run`, () => runs(name));

testWith([haproxy], 'sidecar.yaml can be planned and run', () => runs('sidecar.yaml'));

test('own-server.yaml asks the server that it names', async () => {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.end('well');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await runs('own-server.yaml', { target: { url: `http://127.0.0.1:${String(port)}/health`, as: 'mine' } });
  } finally {
    server.close();
  }
  assert.ok(asked > 0);
});

test.run();
