import type { Topology } from '@wiretax/core';

export const direct: Topology = {
  peers: () => [
    { name: 'server', half: 'server', run: { kind: 'ours' }, listens: {} },
    { name: 'client', half: 'client', run: { kind: 'ours' }, calls: ['server'] },
  ],
};
