import { type LoadModel, parseRate, rateSchema } from '@wiretax/core';

/** Calls are due at random: gaps between them are exponential, as when many callers know nothing of one another. */
export const poissonLoad: LoadModel = {
  kind: 'open',
  options: {
    type: 'object',
    properties: {
      rate: {
        ...rateSchema,
        description: 'Calls per second on average, all clients together: 2000/s, 90/min, or a number.',
      },
    },
    required: ['rate'],
    additionalProperties: false,
  },
  pace: ({ options, parts, random }) => {
    const meanNs = (1e9 / (parseRate(options['rate']) ?? Number.NaN)) * parts;
    return { next: (afterNs) => afterNs - Math.log(1 - random()) * meanNs };
  },
};
