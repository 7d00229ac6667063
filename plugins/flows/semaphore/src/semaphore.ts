import type { FlowControl, Gate } from '@wiretax/core';

export const semaphore: FlowControl = {
  options: {
    type: 'object',
    properties: {
      maxInflight: {
        type: 'integer',
        minimum: 1,
        description: 'Calls that may be in flight at a time, all clients together.',
      },
    },
    required: ['maxInflight'],
    additionalProperties: false,
  },
  gate: ({ options }) => new Semaphore(Number(options['maxInflight'])),
};

/** So many calls may be inside at a time. */
class Semaphore implements Gate {
  readonly #most: number;
  #inside = 0;

  constructor(most: number) {
    this.#most = most;
  }

  ready(): number {
    return this.#inside < this.#most ? 0 : Number.POSITIVE_INFINITY;
  }

  enter(): void {
    this.#inside += 1;
  }

  leave(): void {
    this.#inside -= 1;
  }
}
