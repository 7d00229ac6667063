import { join, resolve } from 'node:path';
import { presetFiles } from '@wiretax/config/read/presets.js';
import { nearest } from '@wiretax/config/read/nearest.js';
import { type Host, InputError } from '@wiretax/core';
import { findRun } from '@wiretax/core/record';
import { type Repository, revisionOf } from './repository.js';

/** What stands on one side of a gate. */
export type Side =
  | { readonly kind: 'run'; readonly name: string; readonly directory: string }
  /** A preset or a config file; the project's config where none is named. */
  | { readonly kind: 'config'; readonly name: string; readonly what: string | undefined }
  | { readonly kind: 'revision'; readonly name: string; readonly commit: string };

export interface SideRequest {
  /** As it was written; undefined for the working tree. */
  readonly text: string | undefined;
  /** The flag, for what is said of it. */
  readonly flag: string;
  /** The config file that was named for both sides, if one was. */
  readonly config: string | undefined;
  readonly out: string;
  readonly folder: string;
}

const configEnding = /\.(?:ya?ml|json|mjs)$/;
/** How ids of runs begin. */
const runBeginning = /^\d{8}-\d{6}-/;

/** What a text means: a stored run, a preset, a config file, or else a git revision. Throws an InputError for what is none of them. */
export async function sideOf(
  host: Host,
  { text, flag, config, out, folder }: SideRequest,
  repository: Repository | undefined,
): Promise<Side> {
  if (text === undefined) return { kind: 'config', name: 'the working tree', what: config };
  const isFolder = await host.files.exists(join(text, 'manifest.json'));
  if (text === 'last' || isFolder || runBeginning.test(text)) {
    const directory = await findRun(host, text, out, { path: flag, nearest });
    return { kind: 'run', name: text, directory };
  }
  const presets = presetFiles();
  const isFile = configEnding.test(text) && (await host.files.exists(resolve(folder, text)));
  if (presets.has(text) || isFile) return { kind: 'config', name: text, what: text };
  const commit = repository && (await revisionOf(host, repository, text));
  const short = commit?.slice(0, 8) ?? '';
  if (commit !== undefined)
    return { kind: 'revision', name: commit.startsWith(text) ? short : `${text} (${short})`, commit };
  const where = repository === undefined ? ', and this is no git repository' : '';
  const near = nearest(text, [...presets.keys()]);
  throw new InputError('E_GATE', 'nothing was measured', [
    {
      path: flag,
      message: `${JSON.stringify(text)} is neither a stored run, a preset, a config file nor a git revision${where}`,
      ...(near === undefined ? {} : { nearest: near }),
    },
  ]);
}
