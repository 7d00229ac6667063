import type { Machine } from '@wiretax/core';
import { type Check, ok, warn } from './check.js';

const comfortable = 4096;

export function checkOpenFiles({ openFilesLimit: limit }: Machine): Check {
  if (limit === null) return ok('open files', 'no limit, or the system does not tell');
  if (limit >= comfortable) return ok('open files', `${String(limit)} a process`);
  const clients = Math.max(0, limit - 64);
  return warn(
    'open files',
    `${String(limit)} a process: at most ${String(clients)} clients`,
    'ulimit -n 65536',
  );
}
