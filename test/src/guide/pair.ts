import { definePlugin, type Gate } from '@wiretax/core';

/** Two calls at a time. */
function gate(): Gate {
  let free = 2;
  return {
    ready: () => (free > 0 ? 0 : Infinity),
    enter: () => void (free -= 1),
    leave: () => void (free += 1),
  };
}

export default definePlugin({ name: 'pair', api: 2, apply: ({ flows }) => flows.add('pair', { gate }) });
