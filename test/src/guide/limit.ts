import { type Call, definePlugin } from '@wiretax/core';

const options = {
  type: 'object',
  additionalProperties: false,
  required: ['places'],
  properties: {
    places: { type: 'integer', minimum: 1, description: 'Calls that may be in flight at a time.' },
  },
};

function wrap(call: Call, { places }: { readonly places?: number }): Call {
  let free = Number(places);
  const waiting = new Set<() => void>();
  const turn = (signal?: AbortSignal): Promise<void> =>
    new Promise((start, giveUp) => {
      const go = () => {
        signal?.removeEventListener('abort', leave);
        waiting.delete(go);
        start();
      };
      const leave = () => {
        waiting.delete(go);
        giveUp(signal?.reason as Error);
      };
      signal?.throwIfAborted();
      signal?.addEventListener('abort', leave);
      waiting.add(go);
    });
  return async (client, request, signal) => {
    if (free > 0) free -= 1;
    else await turn(signal);
    try {
      return await call(client, request, signal);
    } finally {
      const [next] = waiting;
      if (next) next();
      else free += 1;
    }
  };
}

export default definePlugin({
  name: 'limit',
  api: 1,
  apply: ({ flows }) => flows.add('limit', { options, wrap }),
});
