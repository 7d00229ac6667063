import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { packageFolders, root } from '../test-files.js';

let packages: readonly string[] | undefined;

/**
 * Tarballs of every package that is published, made by `npm pack` once a process and removed when it ends.
 * They are packed from a copy, so that nobody meets the files that their scripts write on the way.
 */
export function packedPackages(): readonly string[] {
  packages ??= packAll();
  return packages;
}

/** Packs packages' folders with npm into a folder; where their tarballs are. */
export function pack(folders: readonly string[], into: string): readonly string[] {
  mkdirSync(into, { recursive: true });
  const before = new Set(readdirSync(into));
  const { status, stderr } = spawnSync('npm', ['pack', '--pack-destination', into, ...folders], {
    cwd: into,
    encoding: 'utf8',
    env: environmentOfNpm(into),
  });
  if (status !== 0) throw new Error(`npm pack failed: ${stderr}`);
  return readdirSync(into)
    .filter((file) => file.endsWith('.tgz') && !before.has(file))
    .map((file) => join(into, file));
}

/** The environment without what an npm that runs the tests has set in it, and without its user's settings. */
export function environmentOfNpm(home: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  return {
    ...Object.fromEntries(own),
    HOME: home,
    NO_COLOR: '1',
    FORCE_COLOR: undefined,
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
  };
}

function packAll(): readonly string[] {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'wiretax-packed-')));
  process.once('exit', () => {
    rmSync(base, { recursive: true, force: true });
  });
  const stage = join(base, 'stage');
  const published = packageFolders().filter((folder) => !isPrivate(folder));
  for (const folder of published) {
    const copy = join(stage, relative(root, folder));
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(folder, copy, { recursive: true, filter: (path) => basename(path) !== 'node_modules' });
  }
  symlinkSync(join(root, 'node_modules'), join(stage, 'node_modules'));
  return pack(
    published.map((folder) => join(stage, relative(root, folder))),
    join(base, 'tarballs'),
  );
}

function isPrivate(folder: string): boolean {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { private?: boolean };
  return manifest.private === true;
}
