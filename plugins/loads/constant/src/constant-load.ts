import { type LoadModel, parseRate, rateSchema } from '@wiretax/core';

/** Calls are due at even gaps. Each instant is reckoned from its number: gaps that are added up would drift. */
export const constantLoad: LoadModel = {
  kind: 'open',
  options: {
    type: 'object',
    properties: {
      rate: {
        ...rateSchema,
        description: 'Calls per second, all clients together: 2000/s, 90/min, or a number.',
      },
    },
    required: ['rate'],
    additionalProperties: false,
  },
  pace: ({ options, part, parts }) => {
    const gapNs = 1e9 / (parseRate(options['rate']) ?? Number.NaN);
    let call = part - parts;
    return {
      next: () => {
        call += parts;
        return call * gapNs;
      },
    };
  },
};
