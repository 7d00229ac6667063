import type { PlannedTrial } from '@wiretax/core/record';

interface Seen {
  sum: number;
  count: number;
}

/**
 * A figure of trials, told beforehand: that of the same cell where it was seen, else that of its kind (the same transport, or the ceiling), else that of
 * all, else a guess. Each counts as one trial against those that are closer, so that it gives way to them step by step.
 */
export class LearnedFigure {
  readonly #guess: number;
  readonly #seen = new Map<string, Seen>();

  constructor(guess: number) {
    this.#guess = guess;
  }

  learn(planned: PlannedTrial, value: number): void {
    for (const key of keysOf(planned)) {
      const { sum, count } = this.#seen.get(key) ?? { sum: 0, count: 0 };
      this.#seen.set(key, { sum: sum + value, count: count + 1 });
    }
  }

  of(planned: PlannedTrial): number {
    return keysOf(planned).reduce((wider, key) => {
      const { sum, count } = this.#seen.get(key) ?? { sum: 0, count: 0 };
      return (wider + sum) / (1 + count);
    }, this.#guess);
  }
}

/** From the widest to the closest. The ceiling tells nothing of others: it has no network. */
function keysOf({ cell, control }: PlannedTrial): readonly string[] {
  const kind = control ? 'ceiling' : `transport ${cell.transport.label}`;
  const wide = control ? [] : ['all'];
  return [...wide, `kind ${kind}`, `cell ${cell.id}`];
}
