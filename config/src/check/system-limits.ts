import type { Host } from '@wiretax/core';
import { openFilesLimit } from '@wiretax/core/run';

/** What the system lets a peer have; undefined where it doesn't tell. */
export interface SystemLimits {
  /** Files that a process may open. */
  readonly openFiles: number | undefined;
  /** Ports that connections to one server can come from. */
  readonly localPorts: number | undefined;
}

/** Files that a peer needs besides one connection a client. */
export const filesBesideClients = 64;

export async function systemLimits(host: Host): Promise<SystemLimits> {
  const read = async (path: string): Promise<string> => host.files.read(path).catch(() => '');
  return {
    openFiles: openFilesLimit(await read('/proc/self/limits')) ?? undefined,
    localPorts: parseLocalPorts(await read('/proc/sys/net/ipv4/ip_local_port_range')),
  };
}

export function parseLocalPorts(range: string): number | undefined {
  const [, first, last] = /^(\d+)\s+(\d+)\s*$/.exec(range) ?? [];
  return first === undefined || last === undefined ? undefined : Number(last) - Number(first) + 1;
}
