import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Link } from '@wiretax/core';
import { byName, byPath, byPort } from './reference.test.support.js';

/** What it is, the cases that must fail of it (the first is the one that it was made for), and the link. */
export type Broken = readonly [what: string, fails: readonly [string, ...string[]], link: Link];

const fits = 'reaches as far as its form says';
const named = 'gives endpoints that bear its name';
const own = 'gives each peer an endpoint of its own';
const free = 'gives a port to whoever can not say which it got';
const inFolder = "keeps paths of sockets in the peer's folder, and short";
const follows = 'listens where the machine is reached';
const carries = 'can be listened at, and connected to, where it is a socket';
const leaves = 'leaves nothing open';

const open: { close(): void }[] = [];

/** Ends what a broken link has left. */
export function closeAll(): void {
  for (const one of open.splice(0)) one.close();
}

const at = (address: string): Link => ({
  ...byPort,
  endpoint: () => Promise.resolve({ link: 'sample', address }),
});

/** In the order of the cases. */
export const broken: readonly Broken[] = [
  ['a socket that reaches no other process', [fits], { ...byPath, reach: 'process' }],
  ['a process that reaches a network', [fits], { ...byName, reach: 'network' }],
  ['any option goes', ['refuses options that it does not know'], { ...byPort, options: { type: 'object' } }],
  [
    'another name',
    [named],
    { ...byPort, endpoint: async (...asked) => ({ ...(await byPort.endpoint(...asked)), link: 'tcp' }) },
  ],
  ['no name', [named, own], { ...byName, endpoint: () => Promise.resolve({ link: 'sample', address: '' }) }],
  [
    'one name for all',
    [own],
    { ...byName, endpoint: () => Promise.resolve({ link: 'sample', address: 'x' }) },
  ],
  [
    'always port 0',
    [free],
    { ...byPort, endpoint: (machine, asked) => byPort.endpoint(machine, { ...asked, fixed: false }) },
  ],
  [
    'beside the folder',
    [inFolder],
    {
      ...byPath,
      endpoint: (_at, { folder }) => Promise.resolve({ link: 'sample', address: `${folder}.sock` }),
    },
  ],
  [
    'too long',
    [inFolder],
    {
      ...byPath,
      endpoint: (_at, { folder }) =>
        Promise.resolve({ link: 'sample', address: join(folder, 'the-server.socket') }),
    },
  ],
  [
    'this machine whatever the machine',
    [follows],
    { ...byPort, endpoint: (machine, asked) => byPort.endpoint({ ...machine, address: '127.0.0.1' }, asked) },
  ],
  ['nowhere', [carries, free], at('192.0.2.1:0')],
  [
    'the port is kept',
    [leaves],
    {
      ...byPort,
      endpoint: (machine, asked) => {
        open.push(createServer().listen(0, machine.address));
        return byPort.endpoint(machine, asked);
      },
    },
  ],
];
