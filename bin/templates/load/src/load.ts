import type { LoadModel, Pace } from '@wiretax/core';

const DEFAULT_RATE = 1000;

export const load: LoadModel = {
  // Calls are due at planned instants, whether or not earlier ones have returned.
  kind: 'open',
  // What a user may write beside `use: {{name}}`; checked before anything starts.
  options: {
    type: 'object',
    properties: {
      rate: {
        type: 'number',
        exclusiveMinimum: 0,
        default: DEFAULT_RATE,
        description: 'Calls per second, all clients together.',
      },
    },
    additionalProperties: false,
  },

  // Called once for each run of load. Several client processes share the schedule out: this is one of `parts`.
  pace: ({ options, parts }) => evenly((1e9 / Number(options['rate'] ?? DEFAULT_RATE)) * parts),
};

/** Instants in ns since load began. Wiretax makes the calls, and tells how late they were. */
function evenly(gapNs: number): Pace {
  let calls = 0;
  return {
    next: () => {
      calls += 1;
      // By the number of the call: gaps that are added up would drift.
      return calls * gapNs;
    },
  };
}
