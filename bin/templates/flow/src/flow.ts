import type { FlowControl } from '@wiretax/core';
import { WaitingLine } from './waiting-line.js';

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

  // Called once per window; what is kept here is shared by all its calls, and by nothing else.
  wrap(call, options) {
    const slots = Number(options['slots'] ?? DEFAULT_SLOTS);
    const line = new WaitingLine();
    let taken = 0;
    // A slot goes straight to the next in line: were it free in between, a newcomer could overtake.
    const release = (): void => {
      if (!line.admit()) taken -= 1;
    };

    return async (client, request, signal) => {
      if (taken < slots) taken += 1;
      else await line.join(signal);
      try {
        // The signal may have aborted since the turn came.
        signal?.throwIfAborted();
        return await call(client, request, signal);
      } finally {
        // Whatever became of the call.
        release();
      }
    };
  },
};
