import { existsSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { InputError } from '@wiretax/core';
import { displayPath } from './display-path.js';
import { type ResolvedConfig, resolveExtends } from './extends.js';
import { findConfig, loadConfig } from './file.js';
import { nearest } from './nearest.js';
import { presetFiles } from './presets.js';

/** The config that a run starts from, and what to call it. */
export interface ConfigSource extends ResolvedConfig {
  /** What errors say is wrong: `preset quick`, or the file. */
  readonly subject: string;
  readonly path: string;
  /** Name of the study if the config gives none. */
  readonly defaultName: string;
  /** Whether nothing was asked for and this was chosen. */
  readonly chosen: boolean;
}

const fallbackPreset = 'quick';

/** The preset or file that was asked for; without one, the project's config file, or else the preset `quick`. */
export async function locateConfig(argument: string | undefined, folder: string): Promise<ConfigSource> {
  const presets = presetFiles();
  if (argument === undefined) {
    const found = await findConfig(folder);
    if (found !== undefined) return await fromFile(found.path, true, found.config);
  }
  const name = argument ?? fallbackPreset;
  const preset = presets.get(name);
  if (preset !== undefined) {
    const resolved = await resolveExtends(await loadConfig(preset));
    const chosen = argument === undefined;
    return { ...resolved, subject: `preset ${name}`, path: preset, defaultName: name, chosen };
  }
  const path = resolve(folder, name);
  if (existsSync(path)) return await fromFile(path, false);
  const names = [...presets.keys()];
  const hint = nearest(name, names);
  const message = `there is neither a preset (${names.join(', ')}) nor a file of this name`;
  throw new InputError('E_UNKNOWN_PRESET', `${name} can't be run`, [
    { path: 'PRESET|FILE', message, ...(hint === undefined ? {} : { nearest: hint }) },
  ]);
}

async function fromFile(
  path: string,
  chosen: boolean,
  config?: ResolvedConfig['config'],
): Promise<ConfigSource> {
  const file = config === undefined ? await loadConfig(path) : { path, config };
  return {
    ...(await resolveExtends(file)),
    subject: displayPath(path),
    path,
    defaultName: nameOf(path),
    chosen,
  };
}

/** `study.yaml` is called study; a wiretax.config.yaml or a package.json is called as its folder. */
function nameOf(path: string): string {
  const file = basename(path, extname(path));
  const name = file === 'wiretax.config' || file === 'package' ? basename(dirname(path)) : file;
  return name.replaceAll(/[^\w.=-]+/g, '_').replace(/^[^A-Za-z0-9]+/, '') || 'study';
}
