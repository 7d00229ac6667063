import type { Cell, Settlement } from '@wiretax/core';
import type { PlannedTrial } from '@wiretax/core/record';
import { hashOf, seededRandom } from '@wiretax/core/run';

type Which = 0 | 1;

/**
 * Decides for both runs whether another block follows, from what each that still runs thinks for itself, the first run's first: of each
 * that, why it needs none, or undefined for another block. `whole` is false when the other has left.
 */
export type Decide<T> = (thoughts: readonly T[], whole: boolean) => readonly (Settlement | undefined)[];

/** What one of two interleaved runs is given. */
export interface Half<T> {
  readonly turn: (planned: PlannedTrial) => Promise<() => void>;
  /** Tells what this run thinks after a block. Resolves when it is decided for both. */
  readonly settle: (thought: T) => Promise<Settlement | undefined>;
  /** It has ended, well or not: the other no longer waits for it. */
  readonly leave: () => void;
}

interface Waiting {
  readonly planned: PlannedTrial;
  readonly grant: () => void;
  readonly refuse: (reason: Error) => void;
}

interface Settling<T> {
  readonly thought: T;
  readonly decide: (decision: Settlement | undefined) => void;
  readonly refuse: (reason: Error) => void;
}

/**
 * Makes two runs of one seed take turns, a trial at a time: cells that both have are measured one right after the
 * other, and which of them comes first is random. As their plans have shared cells in the same order, neither
 * ever has to wait for a cell that the other has passed.
 */
export class Interleaving<T> {
  readonly halves: readonly [Half<T>, Half<T>];
  readonly #random: () => number;
  readonly #ids: readonly [ReadonlySet<string>, ReadonlySet<string>];
  readonly #signal: AbortSignal;
  readonly #decideBoth: Decide<T>;
  readonly #waiting: [Waiting | undefined, Waiting | undefined] = [undefined, undefined];
  readonly #settling: [Settling<T> | undefined, Settling<T> | undefined] = [undefined, undefined];
  readonly #left = new Set<Which>();
  #running = false;
  /** Whose turn it is after the other half of the pair. */
  #owed: Which | undefined;

  /** `cells` are those of each half, the ceiling's among them. */
  constructor(
    seed: number,
    cells: readonly [readonly Cell[], readonly Cell[]],
    signal: AbortSignal,
    decide: Decide<T>,
  ) {
    this.#random = seededRandom(hashOf(`pairs ${String(seed)}`));
    const idsOf = (of: readonly Cell[]): ReadonlySet<string> => new Set(of.map(({ id }) => id));
    this.#ids = [idsOf(cells[0]), idsOf(cells[1])];
    this.#signal = signal;
    this.#decideBoth = decide;
    this.halves = [this.#half(0), this.#half(1)];
    signal.addEventListener('abort', () => {
      for (const each of [...this.#waiting, ...this.#settling]) each?.refuse(signal.reason as Error);
    });
  }

  #half(which: Which): Half<T> {
    return {
      turn: (planned) =>
        new Promise((resolve, reject) => {
          this.#signal.throwIfAborted();
          const end = (): void => {
            this.#running = false;
            this.#next();
          };
          const grant = (): void => {
            this.#waiting[which] = undefined;
            this.#running = true;
            resolve(end);
          };
          this.#waiting[which] = { planned, grant, refuse: reject };
          this.#next();
        }),
      settle: (thought) =>
        new Promise((resolve, reject) => {
          this.#signal.throwIfAborted();
          this.#settling[which] = { thought, decide: resolve, refuse: reject };
          this.#next();
        }),
      leave: () => {
        this.#left.add(which);
        this.#next();
      },
    };
  }

  #next(): void {
    if (this.#running) return;
    const [one, other] = this.#waiting;
    if (one !== undefined && other !== undefined) {
      const first = this.#owed ?? this.#first(one.planned, other.planned);
      const isPair = this.#owed === undefined && this.#isPair(one.planned, other.planned);
      this.#owed = isPair ? opposite(first) : undefined;
      this.#waiting[first]?.grant();
    } else if (one !== undefined && this.#isIdle(1)) this.#grantAlone(0);
    else if (other !== undefined && this.#isIdle(0)) this.#grantAlone(1);
    else if (this.#isIdle(0) && this.#isIdle(1)) this.#decide();
  }

  /** Waits for a decision, or has left: will not ask for a turn before something else has happened. */
  #isIdle(which: Which): boolean {
    return this.#left.has(which) || this.#settling[which] !== undefined;
  }

  #grantAlone(which: Which): void {
    this.#owed = undefined;
    this.#waiting[which]?.grant();
  }

  /** Whether two trials stand for each other: the same launch of a cell, or both of a cell that only one half has. */
  #isPair(one: PlannedTrial, other: PlannedTrial): boolean {
    if (stageOf(one) !== stageOf(other)) return false;
    return one.cell.id === other.cell.id || this.#isShared(one) === this.#isShared(other);
  }

  #first(one: PlannedTrial, other: PlannedTrial): Which {
    if (this.#isPair(one, other)) return this.#random() < 0.5 ? 0 : 1;
    if (stageOf(one) !== stageOf(other)) return stageOf(one) < stageOf(other) ? 0 : 1;
    return this.#isShared(one) ? 1 : 0;
  }

  #isShared({ cell }: PlannedTrial): boolean {
    return this.#ids.every((ids) => ids.has(cell.id));
  }

  #decide(): void {
    const settling = this.#settling.filter((each) => each !== undefined);
    if (settling.length === 0) return;
    this.#settling[0] = this.#settling[1] = undefined;
    const decisions = this.#decideBoth(
      settling.map(({ thought }) => thought),
      this.#left.size === 0,
    );
    for (const [index, { decide }] of settling.entries()) decide(decisions[index]);
  }
}

/** The ceiling, then block after block. */
function stageOf({ control, trial }: PlannedTrial): number {
  return control ? 0 : trial;
}

function opposite(which: Which): Which {
  return which === 0 ? 1 : 0;
}
