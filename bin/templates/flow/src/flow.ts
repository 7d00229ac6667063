import type { FlowControl, Gate } from '@wiretax/core';

const DEFAULT_SLOTS = 10;

export const flow: FlowControl = {
  // What a user may write beside `use: {{name}}`; checked before anything starts.
  options: {
    type: 'object',
    properties: {
      slots: {
        type: 'integer',
        minimum: 1,
        default: DEFAULT_SLOTS,
        description: 'Calls that may be in flight at a time, all clients together.',
      },
    },
    additionalProperties: false,
  },

  // Called once for each run of load; gates share nothing. `again`, `around` and `serve` are made alike.
  gate: ({ options }) => new Slots(Number(options['slots'] ?? DEFAULT_SLOTS)),
};

/** Lets so many calls in at a time. Wiretax keeps those that wait in line, and asks for the first. */
export class Slots implements Gate {
  readonly #slots: number;
  #taken = 0;

  constructor(slots: number) {
    this.#slots = slots;
  }

  // Takes nothing, since it may be asked any number of times. An instant would mean: ask again then; -1: refuse the call.
  ready(): number {
    return this.#taken < this.#slots ? 0 : Infinity;
  }

  enter(): void {
    this.#taken += 1;
  }

  // Whatever became of the call.
  leave(): void {
    this.#taken -= 1;
  }
}
