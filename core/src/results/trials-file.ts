import { join } from 'node:path';
import type { Experiment } from '../contract/experiment.js';
import type { Host } from '../contract/host.js';
import { SCHEMA, type TrialRecord } from '../contract/results.js';
import { planCells } from '../plan/cells.js';
import { blocksAllowed, controlCells } from '../plan/trials.js';
import { series } from '../recorder/recorder.js';
import { withoutClamped } from './clamped.js';
import { writing } from './write-failure.js';

export const trialsFile = 'trials.jsonl';

/** What trials.jsonl holds. */
export interface StoredTrials {
  /** In the order in which they ended; each trial once. */
  readonly trials: readonly TrialRecord[];
  /** Lines that could not be used, a sentence each. */
  readonly damage: readonly string[];
  /** Whether the last line is torn, as a crash leaves it; that is no damage. */
  readonly torn: boolean;
  /** Where a torn last line starts. */
  readonly wholeBytes: number;
}

/** What tells a trial from the others of its run. */
export function trialKey({ cell, trial }: { readonly cell: string; readonly trial: number }): string {
  return `${cell} ${String(trial)}`;
}

/** The finished trials of a plan. Lines that are no trial of it are left out and named by their number. */
export async function readTrials(
  host: Host,
  directory: string,
  experiment: Experiment,
): Promise<StoredTrials> {
  const files = host.files.within(directory);
  const text = (await files.exists(trialsFile)) ? await files.read(trialsFile) : '';
  const end = text.lastIndexOf('\n') + 1;
  const plan = planOf(experiment);
  const trials = new Map<string, { readonly record: TrialRecord; readonly line: number }>();
  const damage: string[] = [];
  for (const [index, line] of text.slice(0, end).split('\n').entries()) {
    if (line === '') continue;
    const where = `${trialsFile} line ${String(index + 1)}`;
    const record = parseTrial(line, plan);
    if (typeof record === 'string') {
      damage.push(`${where} ${record} and was left out; the file was edited or damaged`);
      continue;
    }
    const key = trialKey(record);
    const earlier = trials.get(key);
    if (earlier !== undefined) {
      damage.push(`${where} is trial ${key} again, as line ${String(earlier.line)}; the later one counts`);
      trials.delete(key);
    }
    trials.set(key, { record, line: index + 1 });
  }
  return {
    trials: [...trials.values()].map(({ record }) => record),
    damage,
    torn: end < text.length,
    wholeBytes: Buffer.byteLength(text.slice(0, end)),
  };
}

/** Cuts off a torn last line, so that what is appended starts on a line of its own. */
export async function mendTrials(
  host: Host,
  directory: string,
  experiment: Experiment,
): Promise<readonly TrialRecord[]> {
  const { trials, torn, wholeBytes } = await readTrials(host, directory, experiment);
  const path = join(directory, trialsFile);
  if (torn) await writing(path, host.files.within(directory).truncate(trialsFile, wholeBytes));
  return trials;
}

interface Plan {
  readonly cells: ReadonlySet<string>;
  readonly controls: ReadonlySet<string>;
  readonly blocks: number;
}

function planOf(experiment: Experiment): Plan {
  const cells = planCells(experiment);
  const controls = experiment.ceiling ? controlCells(cells) : [];
  const ids = (of: typeof cells): ReadonlySet<string> => new Set(of.map(({ id }) => id));
  return { cells: ids(cells), controls: ids(controls), blocks: blocksAllowed(experiment) };
}

/** The trial on a line, or what is wrong with it. */
function parseTrial(line: string, plan: Plan): TrialRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'is not JSON';
  }
  const record = value as TrialRecord;
  if (!isRecord(value) || value['schema'] !== SCHEMA || !hasShape(value)) {
    return `is not a trial of schema ${String(SCHEMA)}`;
  }
  const { cell, trial, control } = record;
  if (!(control ? plan.controls : plan.cells).has(cell)) {
    return `is of cell ${JSON.stringify(cell)}, which the plan does not have,`;
  }
  if (trial > (control ? 1 : plan.blocks)) {
    return `is launch ${String(trial)}, which the plan does not have,`;
  }
  const { measured } = record;
  return measured === undefined ? record : { ...record, measured: withoutClamped(measured) };
}

const lists = ['evidence', 'verdicts', 'reasons', 'notes', 'problems'];
const numbers = ['calls', 'failedCalls', 'durationNs', 'throughput'];

/** As far as what reads it would fail otherwise. */
function hasShape(record: Record<string, unknown>): boolean {
  const { cell, trial, control, status, measured, startedAt, yardstick } = record;
  if (typeof cell !== 'string' || !Number.isSafeInteger(trial) || (trial as number) < 1) return false;
  if (typeof control !== 'boolean' || typeof startedAt !== 'string') return false;
  if (!lists.every((key) => Array.isArray(record[key])) || !isRecord(record['phasesNs'])) return false;
  if (yardstick !== undefined && !isYardstick(yardstick)) return false;
  if (status === 'failed') return measured === undefined && isRecord(record['error']);
  if (status !== 'completed' || !isRecord(measured)) return false;
  return (
    numbers.every((key) => typeof measured[key] === 'number') &&
    series.every((name) => isRecord(measured[name])) &&
    isRecord(measured['client'])
  );
}

function isYardstick(value: unknown): boolean {
  return (
    isRecord(value) && isRecord(value['client']) && (value['server'] === null || isRecord(value['server']))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
