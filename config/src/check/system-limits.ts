import type { Host } from '@wiretax/core';

/** What the system lets a peer have; undefined where it doesn't tell. */
export interface SystemLimits {
  /** Files that a process may open. */
  readonly openFiles: number | undefined;
  /** Ports that connections to one server can come from. */
  readonly localPorts: number | undefined;
}

export async function systemLimits(host: Host): Promise<SystemLimits> {
  const read = async (path: string): Promise<string> => host.files.read(path).catch(() => '');
  return {
    openFiles: parseOpenFiles(await read('/proc/self/limits')),
    localPorts: parseLocalPorts(await read('/proc/sys/net/ipv4/ip_local_port_range')),
  };
}

export function parseLocalPorts(range: string): number | undefined {
  const [, first, last] = /^(\d+)\s+(\d+)\s*$/.exec(range) ?? [];
  return first === undefined || last === undefined ? undefined : Number(last) - Number(first) + 1;
}

/** The hard limit: Node raises the soft one to it at start. */
export function parseOpenFiles(limits: string): number | undefined {
  const hard = /^Max open files\s+\S+\s+(\S+)/m.exec(limits)?.[1];
  const files = Number(hard);
  return hard !== undefined && Number.isSafeInteger(files) ? files : undefined;
}
