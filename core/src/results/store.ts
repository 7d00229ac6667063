import { join } from 'node:path';
import type { Host, LineLog } from '../contract/host.js';
import { type Manifest, SCHEMA, type TrialRecord } from '../contract/results.js';
import { InputError, reasonOf } from '../errors.js';
import { takeLock } from './lock.js';
import { writing } from './write-failure.js';

const manifestFile = 'manifest.json';
const trialsFile = 'trials.jsonl';

/** A run's folder, open for appending. One process at a time. */
export interface RunStore {
  readonly directory: string;
  /** Resolves when the trial is on disk. */
  append(record: TrialRecord): Promise<void>;
  close(): Promise<void>;
}

/** The folder of a run under the output folder. */
export function runDirectory(out: string, id: string): string {
  return join(out, 'runs', id);
}

/** A trial's folder within its run's. */
export function trialDirectory(run: string, cell: string, trial: number): string {
  return join(run, 'trials', cell, String(trial));
}

/** Makes the folder and writes the manifest; the first side effect of a run, so a folder that can't be written ends it here. */
export async function createRun(host: Host, out: string, manifest: Manifest): Promise<RunStore> {
  const directory = runDirectory(out, manifest.id);
  try {
    await host.files.makeDirectory(directory);
    await host.files.write(join(directory, manifestFile), textOf(manifest));
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
    log = await writing(path, host.files.openLog(path));
  } catch (thrown) {
    await unlock();
    throw thrown;
  }
  return {
    directory,
    append: (record) => writing(path, log.append(JSON.stringify(record))),
    close: async () => {
      await log.close();
      await unlock();
    },
  };
}

export async function writeManifest(host: Host, directory: string, manifest: Manifest): Promise<void> {
  const path = join(directory, manifestFile);
  await writing(path, host.files.write(path, textOf(manifest)));
}

function textOf(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

export async function readManifest(host: Host, directory: string): Promise<Manifest> {
  const path = join(directory, manifestFile);
  let manifest: Partial<Manifest>;
  try {
    manifest = JSON.parse(await host.files.read(path)) as Partial<Manifest>;
  } catch (thrown) {
    throw new InputError('E_NO_RUN', `${directory} holds no run: ${reasonOf(thrown)}`);
  }
  if (manifest.schema !== SCHEMA) {
    throw new InputError(
      'E_SCHEMA',
      `${path} has schema ${String(manifest.schema)}, this wiretax reads ${String(SCHEMA)}`,
    );
  }
  return manifest as Manifest;
}

/** The finished trials. A torn last line, as a crash leaves it, is left out; `wholeBytes` is where it starts. */
export async function readTrials(
  host: Host,
  directory: string,
): Promise<{ readonly trials: readonly TrialRecord[]; readonly torn: boolean; readonly wholeBytes: number }> {
  const path = join(directory, trialsFile);
  const text = (await host.files.exists(path)) ? await host.files.read(path) : '';
  const end = text.lastIndexOf('\n') + 1;
  const trials = text
    .slice(0, end)
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => parseTrial(line, `${path} line ${String(index + 1)}`));
  return { trials, torn: end < text.length, wholeBytes: Buffer.byteLength(text.slice(0, end)) };
}

/** Cuts off a torn last line, so that what is appended starts on a line of its own. */
export async function mendTrials(host: Host, directory: string): Promise<readonly TrialRecord[]> {
  const { trials, torn, wholeBytes } = await readTrials(host, directory);
  const path = join(directory, trialsFile);
  if (torn) await writing(path, host.files.truncate(path, wholeBytes));
  return trials;
}

function parseTrial(line: string, where: string): TrialRecord {
  let record: Partial<TrialRecord>;
  try {
    record = JSON.parse(line) as Partial<TrialRecord>;
  } catch {
    throw new InputError('E_BAD_TRIALS', `${where} is not JSON; the file was edited or damaged`);
  }
  if (record.schema !== SCHEMA || typeof record.cell !== 'string' || typeof record.trial !== 'number') {
    throw new InputError('E_BAD_TRIALS', `${where} is not a trial of schema ${String(SCHEMA)}`);
  }
  return record as TrialRecord;
}
