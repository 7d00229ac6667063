import type { Cell, Experiment, StopCondition } from '../contract/experiment.js';
import { deepFreeze } from '../freeze.js';
import { seededRandom, shuffled } from '../random.js';
import type { Pass } from '../run/passes.js';
import { formatSizes, planCells } from './cells.js';

export interface PlannedTrial {
  readonly cell: Cell;
  /** Repetition, counted from 1; the block it belongs to. */
  readonly trial: number;
  /** The null transport, as the harness's ceiling. */
  readonly control: boolean;
}

/** The name under which the null transport is looked up when `ceiling` is on. */
export const ceilingTransport = 'null';

/** One cell of the null transport for each size, codec and concurrency of the matrix. */
export function controlCells(cells: readonly Cell[]): readonly Cell[] {
  const controls = new Map<string, Cell>();
  for (const { size, codec, concurrency, transport } of cells) {
    if (transport.use === ceilingTransport) continue;
    const key = ceilingKey({ size, codec, concurrency });
    const cell: Cell = {
      id: `ceiling.${formatSizes(size)}.c${String(concurrency)}${codec.label === 'protobuf' ? '' : `.${codec.label}`}`,
      transport: { use: ceilingTransport, options: {}, label: 'ceiling' },
      size,
      concurrency,
      flow: [],
      codec,
      link: 'memory',
      placement: 'split',
      serviceTimeNs: 0,
    };
    if (!controls.has(key)) controls.set(key, deepFreeze(cell));
  }
  return [...controls.values()];
}

/** What a cell must have in common with the ceiling that it is held against. */
export function ceilingKey({
  size,
  codec,
  concurrency,
}: Pick<Cell, 'size' | 'codec' | 'concurrency'>): string {
  return JSON.stringify([size, codec, concurrency]);
}

/**
 * All trials in the order in which they run: block after block, each a pass over every cell in a random
 * order of its own that only the seed decides. The controls come first, as rows are held against them.
 */
export function planTrials(experiment: Experiment): readonly PlannedTrial[] {
  const cells = planCells(experiment);
  const controls = experiment.ceiling ? controlCells(cells) : [];
  const block = (planned: readonly Cell[], trial: number, control: boolean): PlannedTrial[] =>
    shuffled(planned, seededRandom(experiment.seed * 1000 + (control ? 0 : trial))).map((cell) => ({
      cell,
      trial,
      control,
    }));
  const blocks = Array.from({ length: experiment.repetitions }, (_, index) => block(cells, index + 1, false));
  return [...block(controls, 1, true), ...blocks.flat()];
}

/** Launching and ending two processes, as seen on small machines. */
const launchMs = 300;
/** A guess at the rate of a slow pair, for windows that only a number of calls ends. */
const guessedRate = 10_000;

/**
 * How long the trials will take, roughly: launches, half of the warmup's range, windows and profile passes,
 * of which those with peers of their own are launched and warmed up again.
 */
export function estimateMs(
  experiment: Experiment,
  trials: readonly PlannedTrial[],
  passes: readonly Pass[] = [],
): number {
  const { stop, warmup } = experiment;
  const startMs = launchMs + (warmup.minMs + warmup.maxMs) / 2;
  const starts = 1 + passes.filter(({ nodeFlags }) => nodeFlags.length > 0).length;
  return trials.reduce((total, { cell, control }) => {
    const { durationMs, requests } = control ? controlStop : stop;
    const byCalls = requests === undefined ? Infinity : ((requests * cell.concurrency) / guessedRate) * 1000;
    const windowMs = Math.min(durationMs ?? Infinity, byCalls);
    return total + (control ? startMs + windowMs : startMs * starts + windowMs * (1 + passes.length));
  }, 0);
}

/** The ceiling needs no precision: it is held against 70 %. */
export const controlStop: StopCondition = { durationMs: 150 };
