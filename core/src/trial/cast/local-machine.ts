import type { Host } from '../../contract/host.js';
import type { Machine } from '../../contract/machine.js';
import { localMachineName as local } from '../../contract/peer.js';
import { domainOf, listenersAt, processesOf, usageOf } from '../../kernel/host/node-processes.js';
import { freePorts } from '../../kernel/host/free-ports.js';

const loopback = '127.0.0.1';

/** The machine of the coordinator; `address` is where others reach it. */
export async function localMachine(host: Host, address = loopback): Promise<Machine> {
  return {
    ...host,
    name: local,
    address,
    clockDomain: await clockDomainOf(host),
    ports: (count) => freePorts(address, count),
    processes: (pid) => Promise.resolve(processesOf(pid)),
    listeners: (at) => Promise.resolve(listenersAt(at)),
    usage: (pids) => Promise.resolve(usageOf(pids)),
  };
}

async function clockDomainOf({ files }: Host): Promise<string> {
  const read = (path: string): Promise<string> => files.read(path).catch(() => '');
  return domainOf(await read('/proc/sys/kernel/random/boot_id'), await read('/proc/self/timens_offsets'));
}
