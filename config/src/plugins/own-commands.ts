import { readdirSync, readFileSync } from 'node:fs';
import { join, parse, sep } from 'node:path';
import { isPlainObject, type PlainObject } from '../read/plain-object.js';

/**
 * The commands that a plugin adds to the command line, as far as files tell without running any of it:
 * oclif's manifest, or else the names of the files in its folder of commands.
 */
export type OwnCommands =
  | { readonly from: 'manifest' }
  | { readonly from: 'files'; readonly target: string; readonly ids: readonly string[] }
  | { readonly from: 'nowhere' };

export function ownCommands(folder: string, manifest: PlainObject): OwnCommands {
  const commands = declaredIn(manifest);
  if (commands === undefined) return { from: 'nowhere' };
  if (hasManifest(folder, manifest['version'])) return { from: 'manifest' };
  const target = targetOf(commands);
  return target === undefined
    ? { from: 'nowhere' }
    : { from: 'files', target, ids: idsBelow(join(folder, target)) };
}

/** What is wrong with how a plugin declares commands of its own; undefined if nothing is. */
export function ownCommandsFault(folder: string, manifest: PlainObject): string | undefined {
  const lost = declaredIn(manifest) !== undefined && ownCommands(folder, manifest).from === 'nowhere';
  return lost
    ? 'its own commands are left out, because its oclif.manifest.json is missing or of another version; its author makes it with `oclif manifest`'
    : undefined;
}

function declaredIn(manifest: PlainObject): unknown {
  return isPlainObject(manifest['oclif']) ? manifest['oclif']['commands'] : undefined;
}

function hasManifest(folder: string, version: unknown): boolean {
  try {
    const found: unknown = JSON.parse(readFileSync(join(folder, 'oclif.manifest.json'), 'utf8'));
    // With another version oclif would import every command to find out what there is.
    return isPlainObject(found) && found['version'] === version && isPlainObject(found['commands']);
  } catch {
    return false;
  }
}

function targetOf(commands: unknown): string | undefined {
  if (typeof commands === 'string') return commands;
  if (!isPlainObject(commands) || commands['strategy'] !== 'pattern') return undefined;
  return typeof commands['target'] === 'string' ? commands['target'] : undefined;
}

function idsBelow(folder: string): readonly string[] {
  try {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return files.filter((file) => /\.[cm]?js$/.test(file) && !/\.(test|spec)\.[cm]?js$/.test(file)).map(idOf);
  } catch {
    return [];
  }
}

/** `db/index.js` is `db`, `db/reset.js` is `db:reset`. */
function idOf(file: string): string {
  const { dir, name } = parse(file);
  return [...dir.split(sep), name === 'index' ? '' : name].filter((part) => part !== '').join(':');
}
