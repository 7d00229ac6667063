import type { Cell, Placement } from '@wiretax/core';
import { setAffinity } from './affinity.js';
import { choose } from './choice.js';
import { nameCpus } from './cpu-list.js';
import type { Machine, Peer } from './machine.js';
import { setNice } from './nice.js';
import { placementNotes } from './placement-notes.js';
import type { Outcome } from './placement-notes.js';
import type { PinSettings } from './settings.js';
import { readTasks } from './tasks.js';
import { readTopology } from './topology.js';
import type { Topology } from './topology.js';

/** As much of a trial as the tap looks at. */
export interface PinContext {
  readonly cell: Pick<Cell, 'placement'>;
  peers(): readonly Peer[];
  note(text: string): void;
}

/** The tap of `pin`. Looks at each machine once, however many trials there are. */
export function pinPeers(settings: PinSettings): (trial: PinContext) => Promise<void> {
  const topologies = new WeakMap<Machine, Promise<Topology | undefined>>();

  return async (trial) => {
    const { placement } = trial.cell;
    if (placement === 'none') return;
    const peers = trial.peers();
    const [own, foreign] = [peers.filter(isOwn), peers.filter((peer) => !isOwn(peer))];
    for (const peer of foreign) trial.note(await whereabouts(peer));
    const outcomes = await Promise.all(
      own.map(async (peer) => {
        const topology = topologies.get(peer.host) ?? readTopology(peer.host.files);
        topologies.set(peer.host, topology);
        const beside = peers.filter(({ host }) => host === peer.host);
        return place(peer, beside, await topology, placement, settings);
      }),
    );
    for (const text of placementNotes(outcomes)) trial.note(text);
  };
}

function isOwn({ run }: Peer): boolean {
  return run !== 'target';
}

/** Of somebody else's process: where it may run, and how to place it. */
async function whereabouts({ name, pid, host }: Peer): Promise<string> {
  const main = (await readTasks(host.files, pid)).find(({ tid }) => tid === pid);
  const where = main?.allowed === undefined ? '' : ` and may run on ${nameCpus(main.allowed)}`;
  return `${name} is a target, which nobody places: it stays as it is${where}`;
}

async function place(
  { name, half, pid, pids, host }: Peer,
  beside: readonly Peer[],
  topology: Topology | undefined,
  placement: Exclude<Placement, 'none'>,
  settings: PinSettings,
): Promise<Outcome> {
  const obstacle = whatPrevents(host, topology);
  if (obstacle !== undefined || !topology) return { name, remarks: [], refused: obstacle };
  const between = beside.filter(isBetween).map((peer) => peer.name);
  const choice = choose(topology, { ...settings, placement }, between);
  const cpus = (half === 'server' || half === 'client' ? choice[half] : choice.middle) ?? choice.server;
  let refused: string | undefined;
  let niceRefused: string | undefined;
  for (const each of pids) {
    refused ??= await setAffinity(host, each, cpus);
    if (settings.nice !== 0) niceRefused ??= await setNice(host, each, settings.nice);
  }
  const main = (await readTasks(host.files, pid)).find(({ tid }) => tid === pid);
  if (!main) {
    throw new Error(
      `${name === half ? `The ${name}` : name} (process ${String(pid)}) ended before it was placed. Look at what it wrote last.`,
    );
  }
  return {
    name,
    remarks: choice.notes,
    cpus: refused === undefined ? cpus : undefined,
    refused,
    nice: refused !== undefined && settings.nice === 0 ? undefined : main.nice,
    niceRefused,
  };
}

function isBetween({ half }: Peer): boolean {
  return half !== 'server' && half !== 'client';
}

function whatPrevents(host: Machine, topology: Topology | undefined): string | undefined {
  if (host.platform !== 'linux') {
    return `only Linux lets a process be placed, and this is ${host.platform}. Run it on Linux`;
  }
  return topology
    ? undefined
    : 'neither /proc nor /sys tells which CPUs there are. Mount them in this container';
}
