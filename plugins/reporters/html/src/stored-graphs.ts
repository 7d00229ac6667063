import type { EvidenceRecord, Files, Results, Role, TrialRecord } from '@wiretax/core';
import { artifactPath } from '@wiretax/core/record';

/** The flame graph of a peer of a cell. */
export interface StoredGraph {
  readonly cell: string;
  readonly role: Role;
  /** Calls while its samples were taken. */
  readonly calls: number;
  readonly notes: readonly string[];
  /** What the viewer draws, as JSON. */
  readonly data: object;
}

export interface StoredGraphs {
  readonly graphs: readonly StoredGraph[];
  /** How many more there are than the page has room for. */
  readonly leftOut: number;
}

const file = 'flame.html';
/** Of the JSON of all graphs, before it is packed to about a fifth. */
const mostBytes = 24e6;

/** The graphs of each cell's first launch that has any, in the order of the rows. */
export async function storedGraphs(files: Pick<Files, 'within'>, results: Results): Promise<StoredGraphs> {
  const run = files.within(results.directory);
  const graphs: StoredGraph[] = [];
  let [room, leftOut] = [mostBytes, 0];
  for (const { cell } of results.rows) {
    for (const role of ['client', 'server'] as const) {
      const found = firstOf(results.trials, cell.id, role);
      if (found === undefined) continue;
      const { trial, record } = found;
      const text = dataIn(await run.read(artifactPath(trial, record, file)).catch(() => ''));
      const data = parsed(text);
      if (data === undefined) continue;
      room -= text.length;
      if (room < 0) leftOut += 1;
      else graphs.push({ cell: cell.id, role, calls: record.calls, notes: record.notes, data });
    }
  }
  return { graphs, leftOut };
}

interface Found {
  readonly trial: TrialRecord;
  readonly record: EvidenceRecord;
}

function firstOf(trials: readonly TrialRecord[], cell: string, role: Role): Found | undefined {
  for (const trial of trials) {
    if (trial.cell !== cell || trial.control) continue;
    const record = trial.evidence.find(
      (each) => each.role === role && each.artifacts.some((artifact) => artifact.file === file),
    );
    if (record !== undefined) return { trial, record };
  }
  return undefined;
}

function dataIn(page: string): string {
  const [, text = ''] = /<script id="data" type="application\/json">([\s\S]*?)<\/script>/.exec(page) ?? [];
  return text;
}

/** Undefined for what no viewer could draw: the file may have been edited. */
function parsed(text: string): object | undefined {
  try {
    const data = JSON.parse(text) as unknown;
    if (typeof data !== 'object' || data === null) return undefined;
    const { names, nodes, legend, categories } = data as Readonly<Record<string, unknown>>;
    const whole = [names, nodes, legend, categories].every((part) => Array.isArray(part));
    return whole && (nodes as readonly unknown[]).length > 0 ? data : undefined;
  } catch {
    return undefined;
  }
}
