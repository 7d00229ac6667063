import type { Link } from '@wiretax/core';

/** Memory of one process: nothing carries the bytes. No two peers have one folder, so its path is the name. */
export const memory: Link = {
  form: 'process',
  reach: 'process',
  endpoint: (_at, { folder }) => Promise.resolve({ link: 'memory', address: folder }),
};
