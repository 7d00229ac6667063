import { join } from 'node:path';
import type { Axes, Experiment } from '../contract/experiment.js';
import type { Host, LineLog } from '../contract/host.js';
import { type Manifest, SCHEMA, type TrialRecord } from '../contract/results.js';
import { InputError, reasonOf } from '../errors.js';
import { defaultNode } from '../plan/cells.js';
import { takeLock } from './lock.js';
import { trialPath } from './run-paths.js';
import { checkNames } from './stored-names.js';
import { trialsFile } from './trials-file.js';
import { writing } from './write-failure.js';

const manifestFile = 'manifest.json';

/** A run's folder, open for appending. One process at a time. */
export interface RunStore {
  readonly directory: string;
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

/** Makes the folder and writes the manifest; the first side effect of a run, so a folder that can't be written ends it here. */
export async function createRun(host: Host, out: string, manifest: Manifest): Promise<RunStore> {
  const directory = runDirectory(out, manifest.id);
  try {
    await host.files.makeDirectory(directory);
    await host.files.within(directory).write(manifestFile, textOf(manifest));
    return await openRun(host, directory);
  } catch (thrown) {
    await host.files.remove(directory).catch(() => undefined);
    throw new InputError(
      'E_OUT_UNWRITABLE',
      `can't write results to ${directory}: ${reasonOf(thrown)}; choose another folder with --out`,
    );
  }
}

/** Opens the folder of an existing run; refuses if another process has it open. */
export async function openRun(host: Host, directory: string): Promise<RunStore> {
  const unlock = await takeLock(host, directory);
  const path = join(directory, trialsFile);
  let log: LineLog;
  try {
    log = await writing(path, host.files.within(directory).openLog(trialsFile));
  } catch (thrown) {
    await unlock();
    throw thrown;
  }
  return {
    directory,
    append: (record) => writing(path, log.append(JSON.stringify(record))),
    freshTrial: async (cell, trial) => {
      const folder = trialDirectory(directory, cell, trial);
      const files = host.files.within(directory);
      await writing(folder, files.remove(trialPath(cell, trial)));
      await writing(folder, files.makeDirectory(trialPath(cell, trial)));
      return folder;
    },
    close: async () => {
      await log.close();
      await unlock();
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

export async function readManifest(host: Host, directory: string): Promise<Manifest> {
  const path = join(directory, manifestFile);
  let manifest: Partial<Manifest> | null;
  try {
    manifest = JSON.parse(await host.files.within(directory).read(manifestFile)) as Partial<Manifest> | null;
  } catch (thrown) {
    throw new InputError('E_NO_RUN', `${directory} holds no run: ${reasonOf(thrown)}`);
  }
  if (manifest?.schema !== SCHEMA) {
    const author = typeof manifest?.wiretax === 'string' ? `wiretax ${manifest.wiretax} wrote it` : '';
    const advice = author === '' ? 'run the study again' : `${author} and reads it; or run the study again`;
    throw new InputError(
      'E_SCHEMA',
      `${path} has schema ${String(manifest?.schema)}, this wiretax reads ${String(SCHEMA)}; ${advice}`,
    );
  }
  const { experiment, id } = manifest as { id?: unknown; experiment?: { axes?: Partial<Axes> } };
  if (typeof id !== 'string' || !Array.isArray(experiment?.axes?.transport)) {
    throw new InputError('E_NO_RUN', `${path} is no manifest of a run; the file was edited or damaged`);
  }
  const whole = completed(manifest as Manifest);
  checkNames(whole, path);
  return whole;
}

/** With what manifests of this schema did not have from the beginning. */
function completed(manifest: Manifest): Manifest {
  const experiment: Omit<Experiment, 'thresholds' | 'axes'> & {
    readonly thresholds?: Experiment['thresholds'];
    readonly axes: Omit<Axes, 'node'> & Partial<Pick<Axes, 'node'>>;
  } = manifest.experiment;
  const { axes, thresholds = [] } = experiment;
  const { node = [defaultNode] } = axes;
  return { ...manifest, experiment: { ...experiment, thresholds, axes: { ...axes, node } } };
}
