import type { Cell, PeerSpec, Topology } from '@wiretax/core';
import { haproxy } from './haproxy.js';

export const sidecar: Topology = {
  options: {
    type: 'object',
    properties: {
      proxy: { enum: ['haproxy'], default: 'haproxy', description: 'The program that calls pass.' },
      hops: {
        type: 'integer',
        minimum: 1,
        maximum: 2,
        default: 1,
        description: 'How many it is: one beside the server, or one beside each end.',
      },
      threads: { type: 'integer', minimum: 1, maximum: 64, default: 1, description: 'Threads of each.' },
    },
    additionalProperties: false,
  },

  peers(cell, options) {
    const hops = Number(options['hops'] ?? 1);
    const threads = Number(options['threads'] ?? 1);
    const nameOf = (hop: number): string => (hop === 0 ? 'server' : `proxy-${String(hop)}`);
    const proxies = Array.from({ length: hops }, (_, index): PeerSpec => {
      const callee = nameOf(index);
      return {
        name: nameOf(index + 1),
        half: 'middle',
        calls: [callee],
        listens: {},
        run: haproxy({ callee, mode: modeOf(cell), threads }),
      };
    });
    return [
      { name: 'server', half: 'server', run: { kind: 'ours' }, listens: {} },
      ...proxies,
      { name: 'client', half: 'client', run: { kind: 'ours' }, calls: [nameOf(hops)] },
    ];
  },
};

/** HTTP/1.1 is passed on as HTTP, as a mesh would; what is not is passed on as bytes. */
function modeOf({ transport }: Cell): 'http' | 'tcp' {
  return transport.use === 'rest' ? 'http' : 'tcp';
}
