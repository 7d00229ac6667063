import type { Placement } from '../../contract/cell.js';
import type { Vitals } from '../../contract/measured.js';
import { cpusOf } from '../../kernel/cpu-list.js';
import type { SeenPeer } from './limit.js';
import { isHop, peerPhrase } from './peers.js';
import { percent } from './percent.js';
import { formatDuration } from '../../kernel/units.js';

/**
 * From here on a share is a disturbance. Quiet launches on a small virtual machine stayed below half of each; what was planted (busy loops,
 * a quota, stops) came to several times as much.
 */
const limits = {
  /** Of the window: ready, while the CPU was somebody else's; and at least so long, as a window of a few calls is soon disturbed. */
  waited: 0.1,
  waitedNs: 5e6,
  /** Of the time of a peer's CPUs: somebody else had them, whether the peer wanted them or not. */
  foreign: 0.25,
  /** Of the time in which a peer's CPUs were wanted: the hypervisor had them. */
  stolen: 0.15,
  /** Of the window, stopped by a quota; and neither running nor able to. Both are zero where all is well. */
  throttled: 0.02,
  still: 0.02,
} as const;

/** Times from /proc/stat may be off by this much for each CPU. */
const tickNs = 10e6;

type Peer = SeenPeer & { readonly vitals: Vitals };

/**
 * What kept the peers from running, with its numbers, in one sentence; undefined if nothing did. Threads of its own that a peer had to
 * wait for (compilers, collectors of garbage) don't count, nor do other peers with which it was meant to share CPUs: any that are neither
 * clients nor servers or of the same half, and all where placement isn't split.
 */
export function disturbance(peers: readonly SeenPeer[], placement: Placement): string | undefined {
  const known = peers.flatMap(({ vitals, ...peer }): Peer[] =>
    vitals === null ? [] : [{ ...peer, vitals }],
  );
  const shared = placement === 'split' ? onlyCpu(known) : undefined;
  const causes = [
    ...(shared === undefined ? [] : [`${shared}, though placement is split`]),
    ...known.flatMap((peer) =>
      causesOf(
        peer,
        known.filter((other) => other !== peer),
        placement,
      ),
    ),
  ];
  return causes.length === 0 ? undefined : causes.join('; ');
}

/** That all had to run on one CPU, as far as it is known where they may, though they were meant to be apart; which CPU. */
function onlyCpu(peers: readonly Peer[]): string | undefined {
  const hops = peers.filter((peer) => isHop(peer) && allowed(peer).length > 0);
  const cpus = new Set(hops.flatMap(allowed));
  const [only] = cpus;
  const machines = new Set(hops.map(({ machine }) => machine));
  if (hops.length < 2 || machines.size > 1 || only === undefined || cpus.size > 1) return undefined;
  return `${listed(hops.map(({ name }) => name))} shared CPU ${String(only)}`;
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** Those that `split` keeps apart: a client and a server. */
function areApart(a: SeenPeer, b: SeenPeer): boolean {
  const halves = [a.half, b.half];
  return halves.includes('client') && halves.includes('server');
}

function causesOf(self: Peer, others: readonly Peer[], placement: Placement): readonly string[] {
  const { vitals: peer } = self;
  const { interference, wallNs, mainThreadCpu } = peer;
  if (interference === undefined || wallNs === 0) return [];
  const { stillNs, longestStillNs } = interference;
  const [waitNs, throttledNs] = [interference.mainWaitNs ?? 0, interference.throttledNs ?? 0];
  const cpus = allowed(self);
  const surely = (ns: number | null): number => Math.max(0, (ns ?? 0) - tickNs * cpus.length);
  const [foreignNs, stolenNs] = [surely(interference.foreignCpuNs), surely(interference.stealNs)];
  const beside = others.filter(
    (other) => other.machine === self.machine && allowed(other).some((cpu) => cpus.includes(cpu)),
  );
  const timeOf = (of: readonly Peer[]): number => of.reduce((sum, { vitals }) => sum + cpuNs(vitals), 0);
  const besideNs = timeOf(beside);
  const isMeant = (other: Peer): boolean => placement !== 'split' || !areApart(self, other);
  const expectedNs = timeOf(beside.filter(isMeant));

  // A thread waits while another has its CPU: its own helpers for no longer than they ran, others for no longer than those did.
  const helpersNs = cpuNs(peer) - (mainThreadCpu ?? 1) * wallNs;
  const waitedNs = Math.max(
    waitNs - helpersNs - throttledNs - expectedNs,
    Math.min(waitNs, foreignNs - expectedNs),
  );
  const foreign = Math.max(0, foreignNs - besideNs) / (wallNs * Math.max(1, cpus.length));
  const wantedNs = cpuNs(peer) + foreignNs + stolenNs;

  const waited = waitedNs >= Math.max(limits.waitedNs, limits.waited * wallNs);
  const throttled = throttledNs >= limits.throttled * wallNs && throttledNs > 0;
  const those = `others had ${percent(foreign)} of its ${cpus.length === 1 ? 'CPU' : 'CPUs'}`;
  const windowText = formatDuration(wallNs);
  const causes: (string | false)[] = [
    waited &&
      `waited ${percent(waitNs / wallNs)} of the window for a CPU${foreign < 0.01 ? '' : ` (${those})`}`,
    !waited && foreign >= limits.foreign && `was not alone: ${those}`,
    throttled &&
      `was held back by a CPU quota for ${formatDuration(throttledNs)} of CPU time in ${windowText}`,
    !throttled &&
      stillNs >= limits.still * wallNs &&
      stillNs > 0 &&
      `stood still for ${formatDuration(stillNs)} of ${windowText}, ${formatDuration(longestStillNs)} at a time`,
    stolenNs >= limits.stolen * wantedNs &&
      stolenNs > 0 &&
      `lost ${percent(stolenNs / wantedNs)} of the CPU time that it wanted to the hypervisor (steal)`,
  ];
  const said = causes.filter((cause) => cause !== false);
  return said.length === 0 ? [] : [`${peerPhrase(self.name)} ${said.join(' and ')}`];
}

/** As it says itself, or as it was put there. */
function allowed({ vitals: { interference }, cpus = [] }: Peer): readonly number[] {
  return interference === undefined ? cpus : cpusOf(interference.cpus ?? '');
}

function cpuNs({ userNs, systemNs }: Vitals): number {
  return userNs + systemNs;
}
