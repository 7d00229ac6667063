import { defaultAxes } from '../plan/axis-values.js';
import { join } from 'node:path';
import type { Axes, Use } from '../../contract/cell.js';
import type { Experiment } from '../../contract/experiment.js';
import type { Host } from '../../contract/host.js';
import type { LineLog } from '../../contract/files.js';
import { type Manifest, SCHEMA } from '../../contract/manifest.js';
import type { TrialRecord } from '../../contract/trial-record.js';
import { InputError, type Problem, reasonOf } from '../../kernel/errors.js';
import { planProblem } from '../plan/limits.js';
import { checksFile } from './checks-file.js';
import { takeLock } from './lock.js';
import { readSchemas } from './former-trial.js';
import { manifestShape } from './manifest-shape.js';
import { withUsesOfNames } from './named-uses.js';
import { trialPath } from './run-paths.js';
import { parseStored } from './stored-json.js';
import { checkNames } from './stored-names.js';
import { mendTrials, trialsFile } from './trials-file.js';
import { writing } from './write-failure.js';

const manifestFile = 'manifest.json';

/** A run's folder, open for appending. One process at a time. */
export interface RunStore {
  readonly directory: string;
  /** What users must know of how it is kept from others. */
  readonly warnings: readonly string[];
  /** Resolves when the trial is on disk. */
  append(record: TrialRecord): Promise<void>;
  /** Makes the folder of a trial afresh, without what an earlier attempt has left. Resolves with its path. */
  freshTrial(cell: string, trial: number): Promise<string>;
  close(): Promise<void>;
}

/** The folder of a run under the output folder. */
export function runDirectory(out: string, id: string): string {
  return join(out, 'runs', id);
}

/** A trial's folder within its run's. */
export function trialDirectory(run: string, cell: string, trial: number): string {
  return join(run, trialPath(cell, trial));
}

/**
 * Makes the folder, which must not be there, and writes the manifest; the first side effect of a run, so a folder that can't be
 * written ends it here.
 */
export async function createRun(host: Host, out: string, manifest: Manifest): Promise<RunStore> {
  const directory = runDirectory(out, manifest.id);
  let made = false;
  try {
    made = await host.files.makeDirectory(directory);
    if (!made) throw new Error('there is a run of this name already');
    return await openRun(host, directory, () =>
      host.files.within(directory).write(manifestFile, textOf(manifest)),
    );
  } catch (thrown) {
    // Nobody else has seen it yet.
    if (made) await host.files.remove(directory).catch(() => undefined);
    throw new InputError(
      'E_OUT_UNWRITABLE',
      `can't write results to ${directory}: ${reasonOf(thrown)}; choose another folder with --out`,
    );
  }
}

/** Opens the folder of an existing run; refuses if another process has it open. */
export async function reopenRun(
  host: Host,
  directory: string,
  experiment: Experiment,
): Promise<{ readonly store: RunStore; readonly finished: readonly TrialRecord[] }> {
  let finished: readonly TrialRecord[] = [];
  const store = await openRun(host, directory, async () => {
    finished = await mendTrials(host, directory, experiment);
  });
  return { store, finished };
}

/** `prepare` has the folder for itself, and trials.jsonl isn't open yet. */
async function openRun(host: Host, directory: string, prepare: () => Promise<void>): Promise<RunStore> {
  const { warning, release } = await takeLock(host, directory);
  const path = join(directory, trialsFile);
  let log: LineLog;
  try {
    await prepare();
    log = await writing(path, host.files.within(directory).openLog(trialsFile));
  } catch (thrown) {
    await release();
    throw thrown;
  }
  return {
    directory,
    warnings: warning === undefined ? [] : [warning],
    append: (record) => writing(path, log.append(JSON.stringify(record))),
    freshTrial: async (cell, trial) => {
      const folder = trialDirectory(directory, cell, trial);
      const files = host.files.within(directory);
      // What it was held to with fewer trials doesn't stand with more.
      await writing(join(directory, checksFile), files.remove(checksFile));
      await writing(folder, files.remove(trialPath(cell, trial)));
      await writing(folder, files.makeDirectory(trialPath(cell, trial)));
      return folder;
    },
    close: async () => {
      await log.close();
      await release();
    },
  };
}

export async function writeManifest(host: Host, directory: string, manifest: Manifest): Promise<void> {
  const path = join(directory, manifestFile);
  await writing(path, host.files.within(directory).write(manifestFile, textOf(manifest)));
}

function textOf(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

const mostManifestBytes = 16 * 1024 ** 2;

export async function readManifest(host: Host, directory: string): Promise<Manifest> {
  const path = join(directory, manifestFile);
  let stored: unknown;
  try {
    stored = withUsesOfNames(
      parseStored(await host.files.within(directory).read(manifestFile, mostManifestBytes)),
    );
  } catch (thrown) {
    throw new InputError('E_NO_RUN', `${directory} holds no run: ${reasonOf(thrown)}`);
  }
  const { schema, wiretax } = (stored ?? {}) as { readonly schema?: unknown; readonly wiretax?: unknown };
  if (!readSchemas.includes(schema)) {
    const author = typeof wiretax === 'string' ? `wiretax ${wiretax} wrote it` : '';
    const advice = author === '' ? 'run the study again' : `${author} and reads it; or run the study again`;
    throw new InputError(
      'E_SCHEMA',
      `${path} has schema ${JSON.stringify(schema)}, this wiretax reads ${readSchemas.join(' and ')}; ${advice}`,
    );
  }
  const manifest = stored as Manifest;
  const problem = manifestShape(stored, '') ?? below('experiment', planProblem(manifest.experiment));
  if (problem !== undefined)
    throw new InputError('E_MANIFEST', `${path} is no manifest of a run; it was edited or damaged`, [
      problem,
    ]);
  const whole = completed(manifest);
  checkNames(whole, path);
  return whole;
}

function below(key: string, problem: Problem | undefined): Problem | undefined {
  return problem && { ...problem, path: `${key}.${problem.path}` };
}

/** With what manifests did not have from the beginning; a load was none of the axes, nor a part of ids. */
function completed(manifest: Manifest): Manifest {
  const stored: Omit<Experiment, 'thresholds' | 'axes'> & {
    readonly thresholds?: Experiment['thresholds'];
    readonly axes: Partial<Axes>;
    readonly load?: Use;
  } = manifest.experiment;
  const { load, ...rest } = stored;
  const { axes, thresholds = [] } = rest;
  const former = load === undefined ? {} : { load: [load] };
  const unsaid = load === undefined ? {} : { unsaid: { load } };
  return {
    ...manifest,
    schema: SCHEMA,
    experiment: { ...rest, ...unsaid, thresholds, axes: { ...defaultAxes(), ...former, ...axes } },
  };
}
