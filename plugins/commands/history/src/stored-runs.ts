import { join } from 'node:path';
import { type Host, type Manifest, reasonOf } from '@wiretax/core';
import { planCells, planTrials, readManifest, readTrials } from '@wiretax/core/record';
import type { Reading } from '@wiretax/statistics';
import { runLine, type RunLine } from './run-line.js';

/** What is in a folder of runs: those that can be read, and those that can't. */
export interface StoredRuns {
  /** Oldest first. */
  readonly runs: readonly StoredRun[];
  readonly broken: readonly BrokenRun[];
}

export interface StoredRun {
  readonly directory: string;
  readonly manifest: Manifest;
  readonly line: RunLine;
  /** Of all trials that have a yardstick. */
  readonly readings: readonly Reading[];
}

export interface BrokenRun {
  readonly id: string;
  readonly reason: string;
}

/** Reads manifests and trials only; histograms stay where they are. */
export async function storedRuns(host: Host, out: string): Promise<StoredRuns> {
  const folder = join(out, 'runs');
  const runs: StoredRun[] = [];
  const broken: BrokenRun[] = [];
  for (const id of await host.files.list(folder)) {
    try {
      runs.push(await readRun(host, join(folder, id)));
    } catch (thrown) {
      broken.push({ id, reason: reasonOf(thrown).replaceAll(`${join(folder, id)}/`, '') });
    }
  }
  runs.sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1));
  return { runs, broken };
}

async function readRun(host: Host, directory: string): Promise<StoredRun> {
  if (!(await host.files.exists(join(directory, 'manifest.json'))))
    throw new Error('it has no manifest.json');
  const manifest = await readManifest(host, directory);
  const { trials, damage, torn } = await readTrials(host, directory, manifest.experiment);
  const blocks = trials.reduce(
    (most, { trial, control }) => (control ? most : Math.max(most, trial)),
    manifest.experiment.repetitions,
  );
  const run = {
    manifest,
    trials,
    planned: planTrials(manifest.experiment, blocks).length,
    damage: [...damage, ...(torn ? ['the last line of trials.jsonl is torn, as a crash leaves it'] : [])],
  };
  const cells = new Map(planCells(manifest.experiment).map((cell) => [cell.id, cell]));
  const readings = trials.flatMap(({ cell: id, trial, startedAt, yardstick }) => {
    const cell = cells.get(id);
    return cell === undefined || yardstick === undefined ? [] : [{ cell, trial, startedAt, yardstick }];
  });
  return { directory, manifest, line: runLine(run), readings };
}

/** Ids begin with the time too, and tell apart what began at the same. */
function startOf({ manifest }: StoredRun): string {
  return `${manifest.startedAt} ${manifest.id}`;
}
