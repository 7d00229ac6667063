import { durationSchema, type LoadModel, parseDuration } from '@wiretax/core';

/** Each caller is due again when its last call has ended, or has thought about it for a time that is exponential. */
export const closedLoad: LoadModel = {
  kind: 'closed',
  options: {
    type: 'object',
    properties: {
      think: {
        ...durationSchema,
        description: 'How long a caller waits between its calls, on average: 5ms. Not at all without it.',
      },
    },
    additionalProperties: false,
  },
  pace: ({ options, random }) => {
    const meanNs = parseDuration(String(options['think'])) ?? 0;
    if (meanNs === 0) return { next: (afterNs) => afterNs };
    return { next: (afterNs) => afterNs - Math.log(1 - random()) * meanNs };
  },
};
