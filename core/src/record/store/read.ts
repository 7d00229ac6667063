import { mixture } from '../conditions/sessions.js';
import type { Cell } from '../../contract/cell.js';
import type { Folder } from '../../contract/files.js';
import type { Host } from '../../contract/host.js';
import type { Manifest } from '../../contract/manifest.js';
import type { Results } from '../../contract/results.js';
import type { Row } from '../../contract/row.js';
import type { TrialRecord } from '../../contract/trial-record.js';
import { planCells } from '../plan/cells.js';
import { blocksBegun, controlCells, planTrials } from '../plan/trials.js';
import type { Buckets } from '../rows/buckets.js';
import { type Series, series } from '../rows/series.js';
import { buildRow } from '../rows/rows.js';
import { readChecks } from './checks-file.js';
import { readManifest } from './store.js';
import { isCompleted } from './completed.js';
import { storedHistograms } from './stored-histograms.js';
import { readTrials } from './trials-file.js';

/**
 * A stored run, complete or not. Findings are left empty: analyses make them again; checks are those that its last report stored. With `keep` only those cells become rows, and
 * only their histograms are read. A trial whose histograms can't be used is damage, and left out: --resume runs it again.
 */
export async function readResults(
  host: Host,
  directory: string,
  keep: (cell: string) => boolean = () => true,
): Promise<Results> {
  const manifest = await readManifest(host, directory);
  const stored = await readTrials(host, directory, manifest.experiment);
  const planned = planTrials(manifest.experiment, blocksBegun(manifest.experiment, stored.trials));
  const cells = new Map<string, { cell: Cell; control: boolean; planned: number; trials: TrialRecord[] }>();
  for (const { cell, control } of planned) {
    const entry = cells.get(cell.id) ?? { cell, control, planned: 0, trials: [] };
    entry.planned += 1;
    cells.set(cell.id, entry);
  }
  for (const trial of stored.trials) cells.get(trial.cell)?.trials.push(trial);
  const rows: Row[] = [];
  const unfinished = new Map<TrialRecord, string>();
  const files = host.files.within(directory);
  for (const { cell, control, planned: count, trials } of inPlanOrder(cells, manifest)) {
    if (!keep(cell.id)) continue;
    const histograms = await readHistograms(files, trials, unfinished);
    const finished = trials.filter((trial) => !unfinished.has(trial));
    const row = buildRow(cell, control, count, finished, histograms);
    const mixed = mixture(
      finished.filter(({ measured }) => measured !== undefined),
      manifest,
    );
    rows.push(mixed === undefined ? row : { ...row, mixed });
  }
  const { checks, damage: unread } = await readChecks(host, directory);
  const damage = [...stored.damage, ...damageOf(unfinished), ...(unread === undefined ? [] : [unread])];
  return {
    manifest,
    rows: rows.filter(({ control }) => !control),
    controls: rows.filter(({ control }) => control),
    trials: stored.trials.filter((trial) => !unfinished.has(trial)),
    checks,
    findings: [],
    analyses: [],
    planned: planned.length,
    ...(damage.length === 0 ? {} : { damage }),
    directory,
  };
}

/** The histograms of all trials that have them; the others are added to `unfinished`, with the reason. */
async function readHistograms(
  files: Folder,
  trials: readonly TrialRecord[],
  unfinished: Map<TrialRecord, string>,
): Promise<Record<Series, Buckets[]>> {
  const histograms: Record<Series, Buckets[]> = {
    response: [],
    service: [],
    lag: [],
    toServer: [],
    toClient: [],
  };
  for (const trial of trials) {
    if (!isCompleted(trial)) continue;
    const found = await storedHistograms(files, trial);
    if (typeof found === 'string') unfinished.set(trial, found);
    else for (const name of series) histograms[name].push(found[name]);
  }
  return histograms;
}

const mostSentences = 20;

function damageOf(unfinished: ReadonlyMap<TrialRecord, string>): readonly string[] {
  const remedy = 'the trial counts as unfinished, and run --resume runs it again';
  const sentences = [...unfinished.values()].slice(0, mostSentences).map((reason) => `${reason}; ${remedy}`);
  const unsaid = unfinished.size - sentences.length;
  return unsaid === 0 ? sentences : [...sentences, `the same goes for ${String(unsaid)} more trials`];
}

/** The plan runs in random order; rows come in the order of the matrix. */
function inPlanOrder<T extends { cell: Cell }>(
  cells: ReadonlyMap<string, T>,
  { experiment }: Manifest,
): readonly T[] {
  const matrix = planCells(experiment);
  return [...matrix, ...controlCells(matrix)].flatMap(({ id }) => cells.get(id) ?? []);
}
