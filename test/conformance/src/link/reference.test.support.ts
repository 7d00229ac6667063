import { join } from 'node:path';
import { definePlugin, type Link, type Plugin } from '@wiretax/core';

const closed = { type: 'object', additionalProperties: false } as const;

/** Over TCP. */
export const byPort: Link = {
  form: 'socket',
  reach: 'network',
  options: closed,
  endpoint: async (at, { fixed }) => {
    const [port = 0] = fixed ? await at.ports(1) : [];
    return { link: 'sample', address: `${at.address}:${String(port)}` };
  },
};

/** A socket that is a file. */
export const byPath: Link = {
  form: 'socket',
  reach: 'machine',
  endpoint: (_at, { folder }) => Promise.resolve({ link: 'sample', address: join(folder, 's') }),
};

/** Nothing at all. */
export const byName: Link = {
  form: 'process',
  reach: 'process',
  endpoint: (_at, { folder }) => Promise.resolve({ link: 'sample', address: folder }),
};

export function linkPlugin(link: Link, name = 'sample'): Plugin {
  return definePlugin({
    name: 'wiretax-plugin-sample',
    api: 2,
    apply: ({ links }) => links.add(name, link),
  });
}
