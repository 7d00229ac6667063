import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { format } from 'prettier';
import { pack } from './e2e/packed.js';
import { type Versioned, versionFault, withRelease, withVersion } from './release/versions.js';
import { packageFolders, root } from './test-files.js';

/**
 * `npm run release -- 0.2.0`: the version into the root's package.json and from there into all others, the changelog's heading, everything
 * checked, tarballs of what is published into `release/`. Publishes nothing, commits nothing: it says how.
 */
const manifestIn = (folder: string): Versioned & { readonly private?: boolean } =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Versioned;

function refuse(reason: string): never {
  console.error(`no release: ${reason}`);
  process.exit(2);
}

function must(command: string, ...args: readonly string[]): void {
  console.log(`$ ${[command, ...args].join(' ')}`);
  if (spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status !== 0) {
    console.error(`it failed; git checkout . takes the new version back`);
    process.exit(1);
  }
}

const [version = ''] = process.argv.slice(2);
const current = manifestIn(root).version ?? '0.0.0';
const fault = versionFault(version, current);
if (fault !== undefined) refuse(fault);
const { stdout: changes } = spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
if (changes !== '') refuse(`there are uncommitted changes\n${changes}`);

const changelog = join(root, 'CHANGELOG.md');
try {
  const day = new Date().toISOString().slice(0, 10);
  writeFileSync(changelog, withRelease(readFileSync(changelog, 'utf8'), version, day));
} catch (error) {
  refuse(String(error));
}
for (const folder of [root, ...packageFolders()]) {
  const text = JSON.stringify(withVersion(manifestIn(folder), version));
  writeFileSync(join(folder, 'package.json'), await format(text, { parser: 'json-stringify' }));
}
must('npm', 'install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund');
must('npm', 'ci', '--no-audit', '--no-fund');
must('npm', 'run', 'check');

const into = join(root, 'release');
// What an earlier try left would be published with it.
rmSync(into, { recursive: true, force: true });
const published = packageFolders().filter((folder) => manifestIn(folder).private !== true);
const tarballs = pack(published, into);
console.log(`
${String(tarballs.length)} tarballs in ${relative(root, into)}/, version ${version}. Then:
  npm run test:all
  git commit -am "Release ${version}" && git tag v${version} && git push --follow-tags
  for tarball in release/*.tgz; do npm publish --access public "$tarball"; done`);
