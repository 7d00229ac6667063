import { dirname, join, relative, resolve } from 'node:path';
import { type PluginSources } from '@wiretax/config/check/stored-study.js';
import { loadStudy, type Study } from '@wiretax/config';
import { displayPath } from '@wiretax/config/read/display-path.js';
import { findConfig } from '@wiretax/config/read/search.js';
import { type Experiment, type Host, InputError, type Results } from '@wiretax/core';
import { planCells, readRun } from '@wiretax/core/record';
import { build } from './build.js';
import { type Checkout, checkOut, type Repository } from './repository.js';
import type { ServerCommand } from './server.js';
import type { Side } from './side.js';

/** A side that can be measured, or has been. */
export type Prepared =
  | { readonly kind: 'stored'; readonly name: string; readonly results: Results }
  | {
      readonly kind: 'live';
      readonly name: string;
      readonly study: Study;
      readonly server: ServerCommand | undefined;
    };

export interface Preparation {
  readonly host: Host;
  readonly repository: Repository | undefined;
  readonly installation: PluginSources['installation'];
  /** Where the command was started. */
  readonly folder: string;
  /** The config file that was named for both sides, if one was. */
  readonly config: string | undefined;
  readonly noConfig: boolean;
  readonly build: string | undefined;
  readonly serve: string | undefined;
  /** Laid over the studies of both sides. */
  readonly overrides: Readonly<Record<string, unknown>>;
  readonly overrideNames: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
  /** Told of each checkout as soon as it is there, for whoever has to remove it. */
  readonly checkedOut: (checkout: Checkout) => void;
}

/** Reads a stored run, loads a study, or checks a revision out, builds it, and loads the study that its own config file is. */
export async function prepare(side: Side, preparation: Preparation): Promise<Prepared> {
  const { host, folder, serve } = preparation;
  const { name } = side;
  switch (side.kind) {
    case 'run':
      return { kind: 'stored', name, results: await readRun(host, side.directory) };
    case 'config':
      return live(name, await studyOf(side.what, folder, preparation), serve, folder);
    case 'revision': {
      const { root } = repositoryIn(preparation);
      const config = configIn(root, preparation);
      const checkout = await checkOut(host, { root }, side.commit);
      preparation.checkedOut(checkout);
      preparation.signal.throwIfAborted();
      const own = counterpart(folder, root, checkout.folder);
      const at = (await host.files.exists(own)) ? own : checkout.folder;
      if (preparation.build !== undefined) {
        preparation.say(`Building ${name}: ${preparation.build}\n`);
        await build(host, preparation.build, { folder: at, name }, preparation.signal);
      }
      const path = counterpart(config, root, checkout.folder);
      if (!(await host.files.exists(path))) throw noConfigIn(name, relative(root, config));
      return live(name, await studyOf(path, at, preparation), serve, at);
    }
  }
}

function live(name: string, study: Study, serve: string | undefined, folder: string): Prepared {
  const server = serve === undefined ? undefined : { command: serve, folder, name };
  const calls = planCells(study.experiment).some(({ target }) => target.server !== undefined);
  if (server !== undefined && !calls) {
    const message = 'no cell has a target that it could be: write target: http://127.0.0.1:8080/path';
    throw new InputError('E_GATE', `${study.subject} can't be measured`, [{ path: '--serve', message }]);
  }
  return { kind: 'live', name, study, server };
}

/** The user has said that it is to be run: whatever a config asks for is allowed, as with `wiretax run`. */
function studyOf(
  what: string | undefined,
  cwd: string,
  { host, installation, noConfig, overrides, overrideNames, say }: Preparation,
): Promise<Study> {
  return loadStudy(what, {
    cwd,
    overrides,
    overrideNames,
    allow: ['modules', 'plugins', 'node-flags'],
    search: !noConfig,
    tell: (text) => {
      say(`${text}\n`);
    },
    dataDir: installation.dataDir,
    host,
  });
}

function repositoryIn({ repository }: Preparation): Repository {
  // A revision was found in it.
  if (repository === undefined) throw new Error('a revision has a repository');
  return repository;
}

/** The config file that revisions have a version of. */
function configIn(root: string, { folder, config, noConfig, say }: Preparation): string {
  const found =
    config !== undefined ? resolve(folder, config) : noConfig ? undefined : findConfig(folder, { tell: say });
  const isInside = found !== undefined && !relative(root, found).startsWith('..');
  if (isInside) return found;
  const message =
    found === undefined
      ? 'a revision is measured by its own config file, and there is none here; name one'
      : `${displayPath(found)} lies outside of ${root}, so that a revision has no version of it`;
  throw new InputError('E_GATE', 'nothing was measured', [{ path: '--config', message }]);
}

/** Where something of the working tree is in a checkout. */
function counterpart(path: string, root: string, checkout: string): string {
  return join(checkout, relative(root, path));
}

function noConfigIn(name: string, file: string): InputError {
  const message = `${file} is not in ${name}; name a config that both have, or compare with a stored run`;
  return new InputError('E_GATE', 'nothing was measured', [
    { path: dirname(file) === '.' ? '--config' : file, message },
  ]);
}

/** As a gate runs it: block by block, until it has its answer. */
export function gated(experiment: Experiment, budgetMs: number, seed = experiment.seed): Experiment {
  return { ...experiment, seed, repetitions: firstLook, adaptive: { budgetMs, mostBlocks } };
}

/** Blocks before anything is looked at. */
export const firstLook = 4;

/** A budget of hours would have more. */
export const mostBlocks = 200;
