import { definePlugin, type Gate } from '@wiretax/core';

function gate(): Gate {
  let inside = 0;
  return {
    ready: () => (inside < 8 ? 0 : Infinity),
    enter: () => void (inside += 1),
    leave: () => void (inside -= 1),
  };
}

export default definePlugin({ name: 'eight', api: 2, apply: ({ flows }) => flows.add('eight', { gate }) });
