import type { AxisValues, Cell, Use } from '../../contract/cell.js';
import type { Experiment, StopCondition } from '../../contract/experiment.js';
import { cellId, defaultPoint } from './axis-values.js';
import type { Kind } from '../../contract/kinds.js';
import { deepFreeze } from '../../kernel/freeze.js';
import { hashOf, seededRandom } from '../../kernel/random.js';
import type { Pass } from './passes.js';
import { planCells } from './cells.js';
import { guessedWarmupMs } from './warmup-time.js';

export interface PlannedTrial {
  readonly cell: Cell;
  /** Repetition, counted from 1; the block it belongs to. */
  readonly trial: number;
  /** The null transport, as the harness's ceiling. */
  readonly control: boolean;
}

/** The name under which the null transport is looked up when `ceiling` is on. */
export const ceilingTransport = 'null';

/** The link that it is measured over, which its ids leave out. */
const memory: Use = { use: 'memory', options: {}, label: 'memory' };

/** What the ceiling's cells name beside what they have of others. */
export function ceilingNames(): readonly { readonly kind: Kind; readonly name: string }[] {
  const { load, topology } = defaultPoint();
  return [
    { kind: 'transport', name: ceilingTransport },
    { kind: 'link', name: memory.use },
    { kind: 'load', name: load.use },
    { kind: 'topology', name: topology.use },
  ];
}

/** One cell of the null transport for each size, codec and concurrency of the matrix. */
export function controlCells(cells: readonly Cell[]): readonly Cell[] {
  const controls = new Map<string, Cell>();
  for (const { size, codec, concurrency, transport } of cells) {
    if (transport.use === ceilingTransport) continue;
    const key = ceilingKey({ size, codec, concurrency });
    const point: AxisValues = {
      ...defaultPoint(),
      transport: { use: ceilingTransport, options: {}, label: 'ceiling' },
      size,
      concurrency,
      codec,
      link: memory,
    };
    const cell: Cell = { id: cellId(point, { link: memory }), ...point };
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
export function planTrials(experiment: Experiment, blocks = experiment.repetitions): readonly PlannedTrial[] {
  const cells = planCells(experiment);
  const controls = experiment.ceiling ? controlCells(cells) : [];
  return [
    ...inOrder(controls, experiment.seed, 0).map((cell) => ({ cell, trial: 1, control: true })),
    ...Array.from({ length: blocks }, (_, index) => blockOf(cells, experiment.seed, index + 1)).flat(),
  ];
}

/** One block, counted from 1; those beyond `repetitions` are what an adaptive run adds. */
export function planBlock(experiment: Experiment, block: number): readonly PlannedTrial[] {
  return blockOf(planCells(experiment), experiment.seed, block);
}

function blockOf(cells: readonly Cell[], seed: number, block: number): readonly PlannedTrial[] {
  return inOrder(cells, seed, block).map((cell) => ({ cell, trial: block, control: false }));
}

/** How many blocks a run has begun with these trials: at least those that every run has. */
export function blocksBegun(
  { repetitions }: Experiment,
  trials: readonly { readonly trial: number; readonly control: boolean }[],
): number {
  return trials.reduce((most, { trial, control }) => (control ? most : Math.max(most, trial)), repetitions);
}

/** The most blocks that adaptive repetition goes to, unless `repetitions` is more or an experiment has another number. */
const mostBlocks = 30;

/** How many blocks a run may have. */
export function blocksAllowed({ repetitions, adaptive }: Experiment): number {
  return adaptive === undefined ? repetitions : Math.max(repetitions, adaptive.mostBlocks ?? mostBlocks);
}

/**
 * In random order. What a cell's place is drawn from is its own id: two experiments of one seed have the cells that
 * they share in the same order, whatever else is in them, so that they can be interleaved.
 */
function inOrder(cells: readonly Cell[], seed: number, block: number): readonly Cell[] {
  const drawn = cells.map((cell) => ({
    cell,
    place: seededRandom(hashOf(`${String(seed)} ${String(block)} ${cell.id}`))(),
  }));
  return drawn.sort((a, b) => a.place - b.place).map(({ cell }) => cell);
}

/** Launching, placing and ending two processes, as seen on small machines. */
const launchMs = 450;
/** A guess at the rate of a slow pair, for windows that only a number of calls ends. */
const guessedRate = 10_000;

/**
 * How long the trials will take, roughly: launches, warm-ups, windows and profile
 * passes with the load that settles before each,
 * of which those with peers of their own are launched and warmed up again.
 */
export function estimateMs(
  experiment: Experiment,
  trials: readonly PlannedTrial[],
  passes: readonly Pass[] = [],
): number {
  const { stop, warmup } = experiment;
  const startMs = launchMs + guessedWarmupMs(warmup);
  const starts = 1 + passes.filter(({ nodeFlags }) => nodeFlags.length > 0).length;
  return trials.reduce((total, { cell, control }) => {
    const { durationMs, requests } = control ? controlStop : stop;
    const byCalls = requests === undefined ? Infinity : ((requests * cell.concurrency) / guessedRate) * 1000;
    const windowMs = Math.min(durationMs ?? Infinity, byCalls) + (warmup.settleMs ?? 0);
    return total + (control ? startMs + windowMs : startMs * starts + windowMs * (1 + passes.length));
  }, 0);
}

/** The ceiling needs no precision: it is held against 70 %. */
export const controlStop: StopCondition = { durationMs: 150 };
