import type { EvidenceRecord, Files, Folder, Results, TrialRecord } from '@wiretax/core';
import { artifactPath, trialPath } from '@wiretax/core/record';
import type { Pause, Timeline } from './chart.js';

const collections = 'gc.json';

/**
 * The timeline of each cell's first launch with the pauses of both peers in it, of a run whose collectors kept
 * them (`runtime` does). What is missing or can't be read is left out.
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
        kept(trial).map((record) => parsed(run, artifactPath(trial, record, collections))),
      );
      const pauses = tables
        .flatMap(pausesIn)
        .map((pause) => ({ ...pause, startNs: pause.startNs - startNs }))
        .filter((pause) => pause.startNs + pause.durationNs >= 0 && pause.startNs <= endNs)
        .sort((a, b) => a.startNs - b.startNs);
      return [{ cell: trial.cell, sliceNs, worstNs, pauses }];
    }),
  );
  return all.flat();
}

/** What was collected while latency was measured. */
function kept({ evidence }: TrialRecord): readonly EvidenceRecord[] {
  return evidence.filter(
    ({ window, artifacts }) => window === 'measure' && artifacts.some(({ file }) => file === collections),
  );
}

async function parsed(run: Folder, path: string): Promise<unknown> {
  try {
    return JSON.parse(await run.read(path));
  } catch {
    return undefined;
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

function pausesIn(value: unknown): readonly Pause[] {
  if (typeof value !== 'object' || value === null) return [];
  const { rows } = value as { readonly rows?: unknown };
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((row: unknown): Pause[] => {
    if (!Array.isArray(row)) return [];
    const [startNs, durationNs, kind] = row as readonly unknown[];
    return isFinite(startNs) && isFinite(durationNs) && typeof kind === 'string'
      ? [{ startNs, durationNs, kind }]
      : [];
  });
}

function isFinite(value: unknown): value is number {
  return Number.isFinite(value);
}
