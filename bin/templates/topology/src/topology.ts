import type { PeerSpec, Topology } from '@wiretax/core';

/** A relay of bytes between client and server, in a line that any Node.js runs. */
const relay = `
const [listen, to] = process.argv.slice(1).map((address) => {
  const at = address.lastIndexOf(':');
  return { host: address.slice(0, at), port: Number(address.slice(at + 1)) };
});
require('node:net').createServer((socket) => {
  const next = require('node:net').connect(to);
  for (const each of [socket, next]) each.setNoDelay(true).on('error', () => { socket.destroy(); next.destroy(); });
  socket.pipe(next).pipe(socket);
}).listen(listen);
`;

export const topology: Topology = {
  options: {
    type: 'object',
    properties: {
      hops: { type: 'integer', minimum: 1, maximum: 4, default: 1, description: 'Relays between client and server.' },
    },
    additionalProperties: false,
  },

  // The same answer for the same cell, and nothing else: it is asked for the plan, too.
  peers(_cell, options) {
    const hops = Number(options['hops'] ?? 1);
    const nameOf = (hop: number): string => (hop === 0 ? 'server' : `relay-${String(hop)}`);
    const relays = Array.from({ length: hops }, (_, index) => relayTo(nameOf(index + 1), nameOf(index)));
    return [
      { name: 'server', half: 'server', run: { kind: 'ours' }, listens: {} },
      ...relays,
      { name: 'client', half: 'client', run: { kind: 'ours' }, calls: [nameOf(hops)] },
    ];
  },
};

function relayTo(name: string, next: string): PeerSpec {
  return {
    name,
    half: 'middle',
    calls: [next],
    listens: {},
    run: {
      kind: 'command',
      // Called when the next one is up.
      command: ({ listen, endpoint }) => ({
        argv: [process.execPath, '-e', relay, listen.address, endpoint(next).address],
      }),
      ready: 'port',
    },
  };
}
