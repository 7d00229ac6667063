import { existsSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { InputError } from '@wiretax/core';
import { displayPath } from './display-path.js';
import { type ConfigFile, loadConfig, type Modules } from './file.js';
import type { Origins } from './key-origins.js';
import { merge } from './merge.js';
import { nearest } from './nearest.js';
import { packageEntry } from './package-entry.js';
import type { PlainObject } from './plain-object.js';
import { pointsFor } from './preset-points.js';
import { presetFiles } from './presets.js';
import { quote } from './quote.js';

/** A config with everything it extends merged in. */
export interface ResolvedConfig {
  readonly config: PlainObject;
  readonly origins: Origins;
}

/** What a config extends, and that extends, and so on. */
const mostFiles = 50;

/** Merges what a config extends below it, all the way down. A cycle is refused, naming every file of it. */
export async function resolveExtends(
  file: ConfigFile,
  modules: Modules,
  chain: readonly string[] = [file.path],
  loaded: { files: number } = { files: 1 },
): Promise<ResolvedConfig> {
  const { extends: bases, ...own } = file.config;
  let config: PlainObject = {};
  const origins = new Map<string, string>();
  for (const [index, base] of listOf(bases).entries()) {
    const key = Array.isArray(bases) ? `extends[${String(index)}]` : 'extends';
    const path = locate(base, key, file.path);
    if (chain.includes(path)) {
      throw new InputError('E_EXTENDS_CYCLE', cycleText([...chain.slice(chain.indexOf(path)), path]));
    }
    loaded.files += 1;
    if (loaded.files > mostFiles)
      throw refusal(file.path, key, `it leads to more than ${String(mostFiles)} files`);
    const below = await resolveExtends(await loadConfig(path, modules), modules, [...chain, path], loaded);
    config = merge(pointsFor({ config, origins }, below.config), below.config);
    for (const [name, origin] of below.origins) origins.set(name, origin);
  }
  const found = pointsFor({ config, origins }, own);
  for (const [name, origin] of file.origins) origins.set(name, origin);
  return { config: merge(found, own), origins };
}

/** Where an entry of `extends` is: a preset's name, a file relative to the config, or a package. */
function locate(base: unknown, key: string, from: string): string {
  const presets = presetFiles();
  if (typeof base !== 'string') {
    throw refusal(from, key, `${quote(base)} isn't a preset, a file or a package`);
  }
  const preset = presets.get(base);
  if (preset !== undefined) return preset;
  if (isAbsolute(base) || base.startsWith('.') || /\.(ya?ml|json|m?js)$/.test(base)) {
    const path = resolve(dirname(from), base);
    if (existsSync(path)) return path;
    throw refusal(from, key, `there is no file ${displayPath(path)}`);
  }
  const entry = packageEntry(base, dirname(from));
  if (entry !== undefined) return entry;
  const names = [...presets.keys()];
  const message = `${base} is neither a preset (${names.join(', ')}) nor an installed package; a file starts with ./`;
  throw refusal(from, key, message, nearest(base, names));
}

function refusal(from: string, path: string, message: string, hint?: string): InputError {
  const problem = hint === undefined ? { path, message } : { path, message, nearest: hint };
  return new InputError('E_EXTENDS', `what ${displayPath(from)} extends can't be found`, [problem]);
}

function cycleText(cycle: readonly string[]): string {
  const [first = '', ...steps] = cycle.map((path) => displayPath(path));
  return [
    `${first} extends itself; take one step out:`,
    `    ${first}`,
    ...steps.map((step) => `  → ${step}`),
  ].join('\n');
}

function listOf(bases: unknown): readonly unknown[] {
  if (bases === undefined) return [];
  return Array.isArray(bases) ? bases : [bases];
}
