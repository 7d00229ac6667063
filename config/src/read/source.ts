import { existsSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { InputError } from '@wiretax/core';
import { checkLimits } from './config-limits.js';
import { displayPath } from './display-path.js';
import { type ResolvedConfig, resolveExtends } from './extends.js';
import { loadConfig, type Modules } from './file.js';
import { originsOf } from './key-origins.js';
import { nearest } from './nearest.js';
import { type PlainObject, withoutUndefined } from './plain-object.js';
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
  /** A preset, a file, or what one would hold. */
  readonly what: string | PlainObject | undefined;
  readonly folder: string;
  /** Whether the project's config counts when nothing is named. */
  readonly search: boolean;
  /** Told which file was chosen when nothing is named, before anything of it is executed. */
  readonly tell: (text: string) => void;
  readonly modules: Modules;
}

const fallbackPreset = 'quick';

/** The preset, file or object that was asked for; without one, the project's config file, or else the preset `quick`. */
export async function locateConfig(request: ConfigRequest): Promise<ConfigSource> {
  const { what, folder, search, tell, modules } = request;
  if (typeof what === 'object') return fromObject(what, folder, modules);
  const presets = presetFiles();
  if (what === undefined) {
    const found = search ? findConfig(folder, { tell }) : undefined;
    tell(
      found === undefined
        ? `${search ? 'No config file found; running' : 'Running'} preset ${fallbackPreset}.`
        : `Running ${displayPath(found)}.`,
    );
    if (found !== undefined) return await fromFile(found, modules);
  }
  const name = what ?? fallbackPreset;
  const preset = presets.get(name);
  if (preset !== undefined) {
    const resolved = await resolveExtends(await loadConfig(preset, 'refuse'), 'refuse');
    return { ...resolved, subject: `preset ${name}`, path: preset, defaultName: name };
  }
  const path = resolve(folder, name);
  if (existsSync(path)) return await fromFile(path, modules);
  const names = [...presets.keys()];
  const hint = nearest(name, names);
  const message = `there is neither a preset (${names.join(', ')}) nor a file of this name`;
  throw new InputError('E_UNKNOWN_PRESET', `${name} can't be run`, [
    { path: 'PRESET|FILE', message, ...(hint === undefined ? {} : { nearest: hint }) },
  ]);
}

async function fromFile(path: string, modules: Modules): Promise<ConfigSource> {
  return {
    ...(await resolveExtends(await loadConfig(path, modules), modules)),
    subject: displayPath(path),
    path,
    defaultName: nameOf(path),
  };
}

/** As if it stood in a file of the folder. */
async function fromObject(object: PlainObject, folder: string, modules: Modules): Promise<ConfigSource> {
  const subject = 'the config';
  const path = join(folder, subject);
  const config = withoutUndefined(object);
  checkLimits(subject, config);
  const file = { path, config, origins: originsOf(config, path) };
  return { ...(await resolveExtends(file, modules)), subject, path, defaultName: 'study' };
}

/** `study.yaml` is called study; a wiretax.config.yaml or a package.json is called as its folder. */
function nameOf(path: string): string {
  const file = basename(path, extname(path));
  const name = file === 'wiretax.config' || file === 'package' ? basename(dirname(path)) : file;
  return name.replaceAll(/[^\w.=-]+/g, '_').replace(/^[^A-Za-z0-9]+/, '') || 'study';
}
