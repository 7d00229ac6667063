import { join } from 'node:path';
import type { Experiment } from '../../contract/experiment.js';
import type { Folder } from '../../contract/files.js';
import type { Host } from '../../contract/host.js';
import { SCHEMA } from '../../contract/manifest.js';
import type { TrialRecord } from '../../contract/trial-record.js';
import { reasonOf } from '../../kernel/errors.js';
import { planCells } from '../plan/cells.js';
import { blocksAllowed, controlCells } from '../plan/trials.js';
import { withoutClamped } from '../rows/clamped.js';
import { linesOf } from './lines.js';
import { isCompleted } from './completed.js';
import { formerSchema, type FormerTrial, formerTrialShape, upgradedTrial } from './former-trial.js';
import { storedHistograms } from './stored-histograms.js';
import { parseStored } from './stored-json.js';
import { trialShape } from './trial-shape.js';
import { writing } from './write-failure.js';

export const trialsFile = 'trials.jsonl';

/** A trial has some kB, with the evidence of all collectors some hundred. */
const mostLineBytes = 4 * 1024 ** 2;
/** More lines that can't be used are only counted. */
const mostDamage = 20;

/** What trials.jsonl holds. */
export interface StoredTrials {
  /** In the order in which they ended; each trial once. */
  readonly trials: readonly TrialRecord[];
  /** The lines of each trial, counted from 1; of several the last counts. */
  readonly lines: readonly (readonly number[])[];
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
  const plan = planOf(experiment);
  const trials = new Map<string, { readonly record: TrialRecord; readonly lines: readonly number[] }>();
  const damage = new Damage();
  let [torn, wholeBytes] = [false, 0];
  for await (const { number, text, isWhole, endBytes } of await linesIn(files)) {
    if (!isWhole) {
      torn = true;
      break;
    }
    wholeBytes = endBytes;
    if (text === '') continue;
    const record = text === null ? `has more than ${String(mostLineBytes)} bytes` : parseTrial(text, plan);
    if (typeof record === 'string') {
      damage.add(number, `${record} and was left out; the file was edited or damaged`);
      continue;
    }
    const key = trialKey(record);
    const earlier = trials.get(key)?.lines ?? [];
    if (earlier.length > 0) {
      damage.add(number, `is trial ${key} again, as line ${String(earlier.at(-1))}; the later one counts`);
      trials.delete(key);
    }
    trials.set(key, { record, lines: [...earlier, number] });
  }
  const found = [...trials.values()];
  return {
    trials: found.map(({ record }) => record),
    lines: found.map(({ lines }) => lines),
    damage: damage.sentences(),
    torn,
    wholeBytes,
  };
}

async function linesIn(files: Folder): Promise<ReturnType<typeof linesOf>> {
  const parts = (await files.exists(trialsFile)) ? files.parts(trialsFile) : nothing();
  return linesOf(parts, mostLineBytes);
}

async function* nothing(): AsyncIterable<Uint8Array> {
  // A run that was stopped early has no such file.
}

class Damage {
  readonly #sentences: string[] = [];
  #unsaid = 0;

  add(line: number, what: string): void {
    if (this.#sentences.length < mostDamage)
      this.#sentences.push(`${trialsFile} line ${String(line)} ${what}`);
    else this.#unsaid += 1;
  }

  sentences(): readonly string[] {
    if (this.#unsaid === 0) return this.#sentences;
    return [...this.#sentences, `${trialsFile} has ${String(this.#unsaid)} more lines that were left out`];
  }
}

/**
 * The finished trials of a run that goes on: those whose histograms are there. All lines of others are taken out, so that each
 * trial is there once when it has run again, and so is a torn last line, so that what is appended starts on a line of its own.
 * Nobody may have the file open.
 */
export async function mendTrials(
  host: Host,
  directory: string,
  experiment: Experiment,
): Promise<readonly TrialRecord[]> {
  const files = host.files.within(directory);
  const path = join(directory, trialsFile);
  const { trials, lines, torn, wholeBytes } = await readTrials(host, directory, experiment);
  const finished: TrialRecord[] = [];
  const unfinished = new Set<number>();
  for (const [index, trial] of trials.entries()) {
    const isUsable = !isCompleted(trial) || typeof (await storedHistograms(files, trial)) !== 'string';
    if (isUsable) finished.push(trial);
    else for (const line of lines[index] ?? []) unfinished.add(line);
  }
  if (unfinished.size > 0) await writing(path, rewrite(files, unfinished));
  else if (torn) await writing(path, files.truncate(trialsFile, wholeBytes));
  return finished;
}

async function rewrite(files: Folder, without: ReadonlySet<number>): Promise<void> {
  let kept = '';
  for await (const { number, text, isWhole } of await linesIn(files)) {
    if (isWhole && text !== null && !without.has(number)) kept += `${text}\n`;
  }
  await files.write(trialsFile, kept);
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
    value = parseStored(line);
  } catch (thrown) {
    return thrown instanceof SyntaxError ? 'is not JSON' : `is no trial: ${reasonOf(thrown)},`;
  }
  const isFormer = (value as { readonly schema?: unknown } | null)?.schema === formerSchema;
  const problem = (isFormer ? formerTrialShape : trialShape)(value, '');
  if (problem !== undefined) {
    const { path, message } = problem;
    const schema = isFormer ? formerSchema : SCHEMA;
    return `is not a trial of schema ${String(schema)} (${path === '' ? 'it' : path} ${message})`;
  }
  const record = isFormer ? upgradedTrial(value as FormerTrial) : (value as TrialRecord);
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
