import type { Cell, Manifest, TrialRecord, Verdict } from '@wiretax/core';
import { isBeyondRange } from '@wiretax/core';
import { judgeRow, planCells } from '@wiretax/core/record';

/** A run in one line. Latencies in ns, of response time; null where there is none. */
export interface RunLine {
  readonly id: string;
  readonly startedAt: string;
  readonly name: string;
  readonly done: number;
  readonly planned: number;
  readonly cells: number;
  /** Time spent in trials, all sessions together. */
  readonly durationNs: number;
  /** Cells by their gravest verdict; those without a finished trial are left out. */
  readonly verdicts: Readonly<Partial<Record<Verdict, number>>>;
  /** Median over all trials of their P50; null also if it is beyond what histograms reach. */
  readonly medianP50: number | null;
  /** The first cell of the matrix: medians over its launches. */
  readonly firstCell: string | null;
  readonly firstP50: number | null;
  readonly firstP99: number | null;
  /** The yardstick's wake-ups before them, ns. */
  readonly firstWakeNs: number | null;
  readonly notes: readonly string[];
}

export interface RunContents {
  readonly manifest: Manifest;
  readonly trials: readonly TrialRecord[];
  readonly planned: number;
  /** What of it could not be read. */
  readonly damage: readonly string[];
}

export function runLine({ manifest, trials, planned, damage }: RunContents): RunLine {
  const { id, startedAt, experiment } = manifest;
  const matrix = trials.filter(({ control }) => !control);
  const cells = planCells(experiment);
  const byCell = new Map<string, TrialRecord[]>();
  for (const trial of matrix) byCell.set(trial.cell, [...(byCell.get(trial.cell) ?? []), trial]);
  const first = cells[0]?.id ?? null;
  const ofFirst = first === null ? [] : (byCell.get(first) ?? []);
  return {
    id,
    startedAt,
    name: experiment.name,
    done: trials.length,
    planned,
    cells: cells.length,
    durationNs: trials.reduce((sum, { durationNs }) => sum + durationNs, 0),
    verdicts: countVerdicts(
      cells.flatMap((cell) => {
        const own = byCell.get(cell.id);
        return own === undefined ? [] : [[cell, own] as const];
      }),
    ),
    medianP50: medianOf(matrix, 'p50'),
    firstCell: first,
    firstP50: medianOf(ofFirst, 'p50'),
    firstP99: medianOf(ofFirst, 'p99'),
    firstWakeNs: median(ofFirst.flatMap(({ yardstick }) => yardstick?.wakeNs ?? [])),
    notes: [
      ...damage,
      ...(manifest.resumedAt.length > 0 ? [`resumed ${String(manifest.resumedAt.length)} times`] : []),
    ],
  };
}

function countVerdicts(cells: readonly (readonly [Cell, readonly TrialRecord[]])[]): RunLine['verdicts'] {
  const counts: Partial<Record<Verdict, number>> = {};
  for (const [cell, trials] of cells) {
    const { verdict } = judgeRow(cell, false, trials);
    counts[verdict] = (counts[verdict] ?? 0) + 1;
  }
  return counts;
}

function medianOf(trials: readonly TrialRecord[], figure: 'p50' | 'p99'): number | null {
  const found = median(
    trials.flatMap(({ measured }) => {
      if (measured === undefined) return [];
      const { response } = measured;
      return isBeyondRange(response, figure) ? Number.POSITIVE_INFINITY : (response[figure] ?? []);
    }),
  );
  return found === null || Number.isFinite(found) ? found : null;
}

export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
