import type { Experiment, ExperimentMachine } from '@wiretax/core';
import { isPeerName } from '@wiretax/core/record';
import type { Located } from './located.js';
import { isPlainObject } from './plain-object.js';
import { readInteger } from './quantities.js';
import { quote } from './quote.js';
import { readUse } from './use.js';

const mostProcesses = 64;

/** What a config says of machines. */
export type Machines = Pick<Experiment, 'machines' | 'localAddress'>;

const localName = 'local';

/** `machines: {far: {launcher: ssh, host: bench-2, peers: [server]}, local: {address: 10.0.0.1}}`. */
export function readMachines(at: Located): Machines | null {
  if (!isPlainObject(at.value)) return null;
  let localAddress: string | undefined;
  const machines: Record<string, ExperimentMachine> = {};
  const placed = new Map<string, string>();
  for (const name of Object.keys(at.value)) {
    const each = at.below(name);
    if (name === localName) {
      localAddress = readAddress(each);
      continue;
    }
    if (!isPeerName(name)) {
      each.refuse(`${quote(name)} is no name for a machine; use lower case letters, digits and dashes`);
      continue;
    }
    const machine = readMachine(each);
    if (machine === null) continue;
    for (const peer of machine.peers) {
      const other = placed.get(peer);
      if (other !== undefined) each.below('peers').refuse(`${peer} is on ${other} already`);
      placed.set(peer, name);
    }
    machines[name] = machine;
  }
  return {
    ...(Object.keys(machines).length === 0 ? {} : { machines }),
    ...(localAddress === undefined ? {} : { localAddress }),
  };
}

/** `local` is this machine: it needs no launcher, and has all peers that no other has. */
function readAddress(at: Located): string | undefined {
  const { value } = at;
  const known = isPlainObject(value) && Object.keys(value).every((key) => key === 'address');
  const address = known ? value['address'] : undefined;
  if (typeof address === 'string' && /^[\w.:-]+$/.test(address)) return address;
  at.refuse(
    'is this machine; it takes nothing but the address at which others reach it: {address: 10.0.0.1}',
  );
  return undefined;
}

function readMachine(at: Located): ExperimentMachine | null {
  if (!isPlainObject(at.value)) return null;
  const { launcher, peers, ...options } = at.value;
  if (typeof launcher !== 'string') return null;
  const use = readUse(at.as({ use: launcher, ...options }), 'launcher');
  if (!Array.isArray(peers) || peers.length === 0)
    return at.below('peers').refuse('names nobody; list the peers that run there, such as [server]');
  const wrong = peers.find((peer) => !isPeerName(peer)) as unknown;
  if (wrong !== undefined) return at.below('peers').refuse(`${quote(wrong)} is no name of a peer`);
  return use === null ? null : { launcher: use, peers: peers as readonly string[] };
}

/** `clients: {processes: 2}`. */
export function readClientProcesses(at: Located): number | null {
  const processes = at.key('processes');
  return processes === undefined ? null : readInteger(processes, 1, mostProcesses);
}
