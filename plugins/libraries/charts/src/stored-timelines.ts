import { type Files, type Folder, mediaTypes, type Results, type TrialRecord } from '@wiretax/core';
import { artifactsOf, type StoredArtifact, trialPath } from '@wiretax/core/record';
import { parseCollections, type Pause } from '@wiretax/statistics';
import type { Timeline } from './chart.js';

/**
 * The timeline of each cell's first launch with the pauses of its peers in it, of a run whose collectors kept
 * them, as artifacts of the type `mediaTypes.pauses`. What is missing or can't be read is left out.
 */
export async function storedTimelines(
  files: Pick<Files, 'within'>,
  { directory, trials }: Pick<Results, 'directory' | 'trials'>,
): Promise<readonly Timeline[]> {
  const run = files.within(directory);
  const firsts = new Map<string, TrialRecord>();
  for (const trial of trials) {
    const usable = trial.status === 'completed' && !trial.control;
    if (usable && kept(trial).length > 0 && !firsts.has(trial.cell)) firsts.set(trial.cell, trial);
  }
  const all = await Promise.all(
    [...firsts.values()].map(async (trial) => {
      const timeline = timelineIn(await parsed(run, `${trialPath(trial.cell, trial.trial)}/timeline.json`));
      if (timeline === undefined) return [];
      const { startNs, sliceNs, worstNs } = timeline;
      const endNs = sliceNs * worstNs.length;
      const tables = await Promise.all(
        kept(trial).map(({ path, record }) => pausesIn(run, path, record.peer)),
      );
      const pauses = tables
        .flat()
        .map((pause) => ({ ...pause, startNs: pause.startNs - startNs }))
        .filter((pause) => pause.startNs + pause.durationNs >= 0 && pause.startNs <= endNs)
        .sort((a, b) => a.startNs - b.startNs);
      return [{ cell: trial.cell, sliceNs, worstNs, pauses }];
    }),
  );
  return all.flat();
}

/** What was collected while latency was measured. */
function kept(trial: TrialRecord): readonly StoredArtifact[] {
  return artifactsOf(trial, mediaTypes.pauses, { window: 'measure' });
}

async function parsed(run: Folder, path: string): Promise<unknown> {
  try {
    return JSON.parse(await run.read(path));
  } catch {
    return undefined;
  }
}

async function pausesIn(run: Folder, path: string, peer: string): Promise<readonly Pause[]> {
  try {
    return parseCollections(await run.read(path), peer);
  } catch {
    return [];
  }
}

interface StoredTimeline {
  readonly startNs: number;
  readonly sliceNs: number;
  readonly worstNs: readonly number[];
}

function timelineIn(value: unknown): StoredTimeline | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { startNs, sliceNs, worstNs } = value as Readonly<Record<keyof StoredTimeline, unknown>>;
  if (!isFinite(startNs) || !isFinite(sliceNs) || !Array.isArray(worstNs)) return undefined;
  return { startNs, sliceNs, worstNs: worstNs.map((ns: unknown) => (isFinite(ns) ? ns : 0)) };
}

function isFinite(value: unknown): value is number {
  return Number.isFinite(value);
}
