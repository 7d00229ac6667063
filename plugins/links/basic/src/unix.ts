import { join } from 'node:path';
import type { Link } from '@wiretax/core';

/** A Unix domain socket in the peer's folder. */
export const unix: Link = {
  form: 'socket',
  reach: 'machine',
  endpoint: (_at, { folder }) => Promise.resolve({ link: 'unix', address: join(folder, 'server.sock') }),
};
