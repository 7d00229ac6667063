import type { Host } from '../../contract/host.js';
import type { Machine } from '../../contract/machine.js';
import { freePorts } from '../../kernel/host/free-ports.js';

const loopback = '127.0.0.1';

/** The machine of the coordinator. */
export async function localMachine(host: Host): Promise<Machine> {
  return {
    ...host,
    name: 'local',
    address: loopback,
    clockDomain: await clockDomainOf(host),
    ports: (count) => freePorts(loopback, count),
  };
}

/** The boot of the kernel, and how far the clocks of this time namespace are from its own; empty where the system doesn't tell. */
async function clockDomainOf({ files }: Host): Promise<string> {
  const read = (path: string): Promise<string> => files.read(path).catch(() => '');
  const boot = await read('/proc/sys/kernel/random/boot_id');
  const offsets = await read('/proc/self/timens_offsets');
  return boot === '' ? '' : [boot, offsets].join(' ').split(/\s+/).filter(Boolean).join(' ');
}
