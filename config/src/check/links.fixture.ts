import type { Link } from '@wiretax/core';
import type { Kernel } from '@wiretax/core/run';

const endpoint = (): never => {
  throw new Error('nothing listens in this test');
};
const known: Readonly<Record<string, Link>> = {
  tcp: { form: 'socket', reach: 'network', endpoint },
  unix: { form: 'socket', reach: 'machine', endpoint },
  memory: { form: 'process', reach: 'process', endpoint },
};
const owner = { name: 'stack', version: '1.0.0' };
const entries = Object.entries(known).map(([name, contribution]) => ({ name, owner, contribution }));

/** tcp, unix and memory. */
export const links = {
  get: (name: string): Link | undefined => known[name],
  entries: () => entries,
} as unknown as Kernel['links'];
