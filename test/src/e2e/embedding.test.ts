import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compiledOf } from '../docs/guide.js';
import { entriesBelow } from './cli.js';
import { type InstalledCli, withInstalledCli } from './plugin-door-cli.js';

const manifest = JSON.stringify({ name: 'embedder', private: true, type: 'module' });

/** What a program of somebody else prints, in a folder where npm has installed two packages and nothing else. */
function printed({ folder, home, temporary }: InstalledCli, program: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: home, TMPDIR: temporary },
    timeout: 60_000,
  });
  assert.is(status, 0, stderr);
  assert.is(stderr, '');
  return stdout;
}

const refused = `
import { loadStudy } from '@wiretax/config';
import { InputError } from '@wiretax/core';
const attempts = [
  () => loadStudy({ transport: ['grcp'], size: '64XB', plugins: ['./own.mjs'] }, { overrides: { seed: 'x' } }),
  () => loadStudy('./study.mjs'),
  async () => (await loadStudy('./study.mjs', { allow: ['modules'] })).experiment,
];
for (const attempt of attempts) {
  const said = await attempt().catch((error) => ({
    isInput: error instanceof InputError,
    code: error.code,
    places: error.problems.map(({ path }) => path).sort(),
  }));
  console.log(JSON.stringify(said));
}
console.log(JSON.stringify({ imported: globalThis.imported ?? [] }));
`;

test('a program with two packages runs a study, with plugins of its own, and is told all that is wrong', async () => {
  const files = {
    'package.json': manifest,
    'embed.js': compiledOf('embed.ts'),
    'h2.js': compiledOf('h2.ts'),
    'refused.js': refused,
    'study.mjs': "(globalThis.imported ??= []).push('study'); export default { extends: 'smoke', seed: 7 };",
    'own.mjs': "(globalThis.imported ??= []).push('own');",
  };
  await withInstalledCli(files, async (cli) => {
    await cli.npm('install', '@wiretax/config', '@wiretax/core');
    assert.not.ok(existsSync(join(cli.folder, 'node_modules', 'wiretax')));

    const lines = printed(cli, 'embed.js').trim().split('\n');
    assert.is(lines.length, 3);
    for (const [index, name] of ['tcp.64B.c1', 'h2.64B.c1'].entries())
      assert.match(lines[index] ?? '', new RegExp(`^${name}: [1-9]\\d* calls, P50 [\\d.]+ \\S+, [a-z-]+$`));
    assert.match(lines[2] ?? '', /^in this order: (tcp|h2)\.64B\.c1, (tcp|h2)\.64B\.c1$/);
    assert.ok(existsSync(join(cli.folder, '.wiretax', 'runs')));
    assert.equal(entriesBelow(cli.temporary), []);

    const said = printed(cli, 'refused.js').trim().split('\n');
    const [wrong, notAllowed, allowed, rest] = said.map(
      (line) => JSON.parse(line) as Record<string, unknown>,
    );
    assert.equal(wrong, {
      isInput: true,
      code: 'E_CONFIG',
      places: ['overrides.seed', 'plugins', 'size', 'transport[0]'],
    });
    assert.equal(notAllowed, { isInput: true, code: 'E_CONFIG_MODULE', places: [] });
    assert.is(allowed?.['seed'], 7);
    assert.equal(rest, { imported: ['study'] });
  });
});

test.run();
