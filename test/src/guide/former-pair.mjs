import { definePlugin } from '@wiretax/core';

/** Two calls at a time. */
function wrap(call) {
  const waiting = [];
  let free = 2;
  return async (client, request, signal) => {
    if (free > 0) free -= 1;
    else await new Promise((go) => waiting.push(go));
    try {
      return await call(client, request, signal);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

export default definePlugin({ name: 'pair', api: 1, apply: ({ flows }) => flows.add('pair', { wrap }) });
