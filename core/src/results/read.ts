import { join } from 'node:path';
import { mixture } from '../conditions/sessions.js';
import type { Cell } from '../contract/experiment.js';
import type { Host } from '../contract/host.js';
import type { Manifest, Results, Row, TrialRecord } from '../contract/results.js';
import { InputError, reasonOf } from '../errors.js';
import { histogramFile } from '../peer/histogram-file.js';
import { planCells } from '../plan/cells.js';
import { blocksBegun, controlCells, planTrials } from '../plan/trials.js';
import { fromLog, type Histogram } from '../recorder/histogram.js';
import { type Series, series } from '../recorder/recorder.js';
import { buildRow } from './rows.js';
import { trialPath } from './run-paths.js';
import { readManifest } from './store.js';
import { readTrials } from './trials-file.js';

/**
 * A stored run, complete or not. Findings are left empty: analyses make them again. With `keep` only those cells become rows, and
 * only their histograms are read.
 */
export async function readResults(
  host: Host,
  directory: string,
  keep: (cell: string) => boolean = () => true,
): Promise<Results> {
  const manifest = await readManifest(host, directory);
  const { trials, damage } = await readTrials(host, directory, manifest.experiment);
  const planned = planTrials(manifest.experiment, blocksBegun(manifest.experiment, trials));
  const cells = new Map<string, { cell: Cell; control: boolean; planned: number }>();
  for (const { cell, control } of planned) {
    const entry = cells.get(cell.id) ?? { cell, control, planned: 0 };
    entry.planned += 1;
    cells.set(cell.id, entry);
  }
  const rows: Row[] = [];
  for (const { cell, control, planned: count } of inPlanOrder(cells, manifest)) {
    if (!keep(cell.id)) continue;
    const own = trials.filter((trial) => trial.cell === cell.id);
    const row = buildRow(cell, control, count, own, await readHistograms(host, directory, cell, own));
    const mixed = mixture(
      own.filter(({ measured }) => measured !== undefined),
      manifest,
    );
    rows.push(mixed === undefined ? row : { ...row, mixed });
  }
  return {
    manifest,
    rows: rows.filter(({ control }) => !control),
    controls: rows.filter(({ control }) => control),
    trials,
    findings: [],
    planned: planned.length,
    ...(damage.length === 0 ? {} : { damage }),
    directory,
  };
}

async function readHistograms(
  host: Host,
  directory: string,
  cell: Cell,
  trials: readonly TrialRecord[],
): Promise<Record<Series, Histogram[]>> {
  const files = host.files.within(directory);
  const histograms: Record<Series, Histogram[]> = {
    response: [],
    service: [],
    lag: [],
    toServer: [],
    toClient: [],
  };
  for (const { trial, measured } of trials) {
    if (measured === undefined) continue;
    for (const name of series) {
      const path = `${trialPath(cell.id, trial)}/${histogramFile(name)}`;
      try {
        histograms[name].push(fromLog(await files.read(path)));
      } catch (thrown) {
        throw new InputError('E_BAD_HISTOGRAM', `can't read ${join(directory, path)}: ${reasonOf(thrown)}`);
      }
    }
  }
  return histograms;
}

/** The plan runs in random order; rows come in the order of the matrix. */
function inPlanOrder<T extends { cell: Cell }>(
  cells: ReadonlyMap<string, T>,
  { experiment }: Manifest,
): readonly T[] {
  const matrix = planCells(experiment);
  return [...matrix, ...controlCells(matrix)].flatMap(({ id }) => cells.get(id) ?? []);
}
