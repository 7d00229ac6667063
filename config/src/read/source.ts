import { existsSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { InputError } from '@wiretax/core';
import { displayPath } from './display-path.js';
import { type ResolvedConfig, resolveExtends } from './extends.js';
import { loadConfig } from './file.js';
import { nearest } from './nearest.js';
import { presetFiles } from './presets.js';
import { findConfig } from './search.js';

/** The config that a run starts from, and what to call it. */
export interface ConfigSource extends ResolvedConfig {
  /** What errors say is wrong: `preset quick`, or the file. */
  readonly subject: string;
  readonly path: string;
  /** Name of the study if the config gives none. */
  readonly defaultName: string;
}

export interface ConfigRequest {
  /** A preset or a file. */
  readonly argument: string | undefined;
  readonly folder: string;
  /** Whether the project's config counts when there is no argument. */
  readonly search: boolean;
  /** Told which file was chosen when there is no argument, before anything of it is executed. */
  readonly tell: (text: string) => void;
}

const fallbackPreset = 'quick';

/** The preset or file that was asked for; without one, the project's config file, or else the preset `quick`. */
export async function locateConfig({ argument, folder, search, tell }: ConfigRequest): Promise<ConfigSource> {
  const presets = presetFiles();
  if (argument === undefined) {
    const found = search ? findConfig(folder, { tell }) : undefined;
    tell(
      found === undefined
        ? `${search ? 'No config file found; running' : 'Running'} preset ${fallbackPreset}.`
        : `Running ${displayPath(found)}.`,
    );
    if (found !== undefined) return await fromFile(found);
  }
  const name = argument ?? fallbackPreset;
  const preset = presets.get(name);
  if (preset !== undefined) {
    const resolved = await resolveExtends(await loadConfig(preset, 'refuse'), 'refuse');
    return { ...resolved, subject: `preset ${name}`, path: preset, defaultName: name };
  }
  const path = resolve(folder, name);
  if (existsSync(path)) return await fromFile(path);
  const names = [...presets.keys()];
  const hint = nearest(name, names);
  const message = `there is neither a preset (${names.join(', ')}) nor a file of this name`;
  throw new InputError('E_UNKNOWN_PRESET', `${name} can't be run`, [
    { path: 'PRESET|FILE', message, ...(hint === undefined ? {} : { nearest: hint }) },
  ]);
}

async function fromFile(path: string): Promise<ConfigSource> {
  return {
    ...(await resolveExtends(await loadConfig(path, 'execute'), 'execute')),
    subject: displayPath(path),
    path,
    defaultName: nameOf(path),
  };
}

/** `study.yaml` is called study; a wiretax.config.yaml or a package.json is called as its folder. */
function nameOf(path: string): string {
  const file = basename(path, extname(path));
  const name = file === 'wiretax.config' || file === 'package' ? basename(dirname(path)) : file;
  return name.replaceAll(/[^\w.=-]+/g, '_').replace(/^[^A-Za-z0-9]+/, '') || 'study';
}
