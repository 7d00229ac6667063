import { basename, dirname, join } from 'node:path';
import type { Host } from '../../contract/host.js';
import type { Manifest } from '../../contract/manifest.js';
import type { Results } from '../../contract/results.js';
import { planCells } from '../plan/cells.js';
import { readResults } from './read.js';
import { readManifest } from './store.js';

/** So many folders are looked into. */
const mostRuns = 50;

/**
 * The newest run beside this one that began before it, has its name, and finished cells of it: their rows only. Undefined where there is none
 * that can be read: nobody has asked for it by its name.
 */
export async function earlierRun(
  host: Host,
  { manifest, rows, directory }: Pick<Results, 'manifest' | 'rows' | 'directory'>,
): Promise<Results | undefined> {
  const folder = dirname(directory);
  const wanted = new Set(rows.map(({ cell }) => cell.id));
  // Ids begin with the time, and come sorted.
  const before = (await host.files.list(folder)).filter((id) => id < basename(directory));
  for (const id of before.slice(-mostRuns).reverse()) {
    const path = join(folder, id);
    try {
      if (!isAlike(await readManifest(host, path), manifest, wanted)) continue;
      const results = await readResults(host, path, (cell) => wanted.has(cell));
      if (results.rows.some(({ launches }) => launches.length > 0)) return results;
    } catch {
      // It isn't a run, or is damaged: the one before it will do.
    }
  }
  return undefined;
}

/** Two runs that alternate are compared by other means. */
function isAlike(earlier: Manifest, now: Manifest, wanted: ReadonlySet<string>): boolean {
  return (
    earlier.experiment.name === now.experiment.name &&
    earlier.startedAt < now.startedAt &&
    earlier.against?.run !== now.id &&
    planCells(earlier.experiment).some(({ id }) => wanted.has(id))
  );
}
