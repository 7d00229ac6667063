import type { LoadModel } from '@wiretax/core';

/** Each caller is due again when its last call has ended. */
export const closedLoad: LoadModel = {
  kind: 'closed',
  options: { type: 'object', properties: {}, additionalProperties: false },
  pace: () => ({ next: (afterNs) => afterNs }),
};
