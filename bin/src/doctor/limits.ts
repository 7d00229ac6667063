import type { Host, MachineFacts } from '@wiretax/core';
import { morePorts } from '@wiretax/config/check/capabilities.js';
import { filesBesideClients, systemLimits } from '@wiretax/config/check/system-limits.js';
import { type Check, ok, warn } from './check.js';

const comfortable = 4096;

export function checkOpenFiles({ openFilesLimit: limit }: MachineFacts): Check {
  if (limit === null) return ok('open files', 'no limit, or the system does not tell');
  if (limit >= comfortable) return ok('open files', `${String(limit)} a process`);
  const clients = Math.max(0, limit - filesBesideClients);
  return warn(
    'open files',
    `${String(limit)} a process: at most ${String(clients)} clients`,
    'ulimit -n 65536',
  );
}

/** Each client of tcp and rest takes one; for a minute after a run they may still be held (TIME_WAIT). */
export async function checkLocalPorts(host: Host): Promise<Check> {
  const { localPorts } = await systemLimits(host);
  if (localPorts === undefined) return ok('local ports', 'the system does not tell');
  const sockets = await host.files.read('/proc/net/sockstat').catch(() => '');
  const waiting = /^TCP:.* tw (\d+)/m.exec(sockets)?.[1] ?? '0';
  const has = `${String(localPorts)} for connections, ${waiting} sockets in TIME_WAIT`;
  if (localPorts >= comfortable) return ok('local ports', has);
  return warn('local ports', `${has}: at most ${String(localPorts)} clients over TCP`, morePorts);
}
