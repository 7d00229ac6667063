import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { apiFault, codeOf, type Kind, kinds, reasonOf } from '@wiretax/core';
import { displayPath } from '../read/display-path.js';
import { parseJson } from '../read/json-text.js';
import { isPlainObject, type PlainObject } from '../read/plain-object.js';
import { ownCommandsFault } from './own-commands.js';
import { coreFault, ownCopyOfCore } from './core-seen.js';
import type { FoundPlugin, Origin } from './found-plugin.js';
import { nodeFault } from './node-range.js';

/** Reads what the package in `folder` says about itself. A package that can't be used is `broken`, with the reason. */
export function readPluginPackage(folder: string, origin: Origin, expectedName: string): FoundPlugin {
  const nothing: FoundPlugin = {
    name: expectedName,
    version: '?',
    description: '',
    origin,
    folder,
    entry: folder,
    provides: {},
    hooks: [],
    bare: false,
  };
  const file = join(folder, 'package.json');
  let manifest: unknown;
  try {
    manifest = parseJson(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason =
      codeOf(error) === 'ENOENT'
        ? 'does not exist'
        : `can't be read: ${reasonOf(error).replace(/\s+/g, ' ')}`;
    return { ...nothing, broken: `${displayPath(file)} ${reason}` };
  }
  if (!isPlainObject(manifest)) return { ...nothing, broken: `${displayPath(file)} holds no object` };
  const named = {
    ...nothing,
    name: typeof manifest['name'] === 'string' ? manifest['name'] : expectedName,
    version: typeof manifest['version'] === 'string' ? manifest['version'] : '?',
    description: typeof manifest['description'] === 'string' ? manifest['description'] : '',
  };
  const field = manifest['wiretax'];
  if (!isPlainObject(field))
    return { ...named, broken: 'it is no plugin of wiretax: its package.json has no `wiretax` field' };
  return described(named, field, manifest);
}

function described(plugin: FoundPlugin, field: PlainObject, manifest: PlainObject): FoundPlugin {
  const { entry } = field;
  const full: FoundPlugin = {
    ...plugin,
    entry: typeof entry === 'string' ? resolve(plugin.folder, entry) : plugin.folder,
    provides: readProvides(field['provides']),
    replaces: namesIn(field['replaces']),
    hooks: namesIn(field['hooks']),
  };
  const broken = faultOf(full, field) ?? nodeFault(manifest['engines']) ?? coreFault(manifest);
  if (broken !== undefined) return { ...full, broken };
  const remarks = [ownCopyOfCore(full.folder, manifest), ownCommandsFault(full.folder, manifest)];
  const made = remarks.filter((remark) => remark !== undefined);
  return made.length === 0 ? full : { ...full, remarks: made };
}

function faultOf(plugin: FoundPlugin, field: PlainObject): string | undefined {
  const { api, entry, provides } = field;
  const fault = apiFault(api);
  if (fault !== undefined) return `it was ${fault}`;
  if (typeof entry !== 'string') return 'the `wiretax` field of its package.json names no `entry`';
  if (provides !== undefined && !isPlainObject(provides)) return '`wiretax.provides` must map kinds to names';
  const unknown = Object.keys(provides ?? {}).find((kind) => !kinds.some((known) => known === kind));
  if (unknown !== undefined)
    return `\`wiretax.provides\` names the kind ${unknown}; kinds are ${kinds.join(', ')}`;
  if (!existsSync(plugin.entry))
    return `its entry ${displayPath(plugin.entry)} does not exist (was it built?)`;
  return undefined;
}

function readProvides(value: unknown): FoundPlugin['provides'] {
  if (!isPlainObject(value)) return {};
  const given: [Kind, readonly string[]][] = kinds.map((kind) => [kind, namesIn(value[kind])]);
  return Object.fromEntries(given.filter(([, names]) => names.length > 0));
}

function namesIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}
