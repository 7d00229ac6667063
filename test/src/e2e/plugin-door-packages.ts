import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fixture } from './bad-luck-study.js';
import { pack } from './packed.js';
import type { InstalledCli } from './plugin-door-cli.js';

/** A package as its author has it in a folder. */
export interface Package {
  readonly manifest: Readonly<Record<string, unknown>> & { readonly name: string; readonly version: string };
  readonly files: Readonly<Record<string, string>>;
}

/** A plugin with an echo transport; further fields of its package.json, and further files. */
export function transportPlugin(
  transport: string,
  version: string,
  fields: Readonly<Record<string, unknown>> = {},
  files: Readonly<Record<string, string>> = {},
): Package {
  const name = `wiretax-plugin-${transport}`;
  const entry = `
    import { echo, plugin } from './echo.mjs';
    export default plugin('${name}', () => ({ '${transport}': echo() }));
  `;
  return {
    manifest: {
      name,
      version,
      type: 'module',
      wiretax: { api: 2, entry: './index.mjs', provides: { transport: [transport] } },
      oclif: {},
      ...fields,
    },
    files: {
      'index.mjs': entry,
      'echo.mjs': readFileSync(fixture('bad-luck/echo.mjs'), 'utf8'),
      ...files,
    },
  };
}

/** Writes a package into a folder below the work folder. */
export function writePackage(cli: InstalledCli, folder: string, { manifest, files }: Package): string {
  const path = join(cli.folder, folder);
  const all = { ...files, 'package.json': JSON.stringify(manifest) };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), text);
  }
  return path;
}

/** The tarball of a package, below the temporary folder. */
export function tarballOf(cli: InstalledCli, source: Package): string {
  const { name, version } = source.manifest;
  const label = `${name.replace('/', '-')}-${version}`;
  const folder = writePackage(cli, join('..', 'sources', label), source);
  const [tarball] = pack([folder], join(cli.temporary, 'tarballs', label));
  if (tarball === undefined) throw new Error(`npm has packed nothing of ${label}`);
  return tarball;
}

export function publish(cli: InstalledCli, ...sources: readonly Package[]): void {
  for (const source of sources) cli.registry.publish(tarballOf(cli, source));
}
