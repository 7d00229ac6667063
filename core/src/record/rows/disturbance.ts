import type { Role } from '../../contract/collector.js';
import type { Placement } from '../../contract/cell.js';
import type { Vitals } from '../../contract/measured.js';
import { cpusOf } from '../../kernel/cpu-list.js';
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

export interface Peers {
  readonly client: Vitals;
  /** Null when both ends share a process. */
  readonly server: Vitals | null;
  readonly placement: Placement;
}

/**
 * What kept the peers from running, with its numbers, in one sentence; undefined if nothing did. Threads of its own that a peer had to
 * wait for (compilers, collectors of garbage) don't count, nor does the other peer where both were meant to share CPUs.
 */
export function disturbance({ client, server, placement }: Peers): string | undefined {
  const shared = placement === 'split' ? onlyCpu(client, server) : undefined;
  const causes = [
    ...(shared === undefined ? [] : [`client and server shared CPU ${shared}, though placement is split`]),
    ...causesOf('client', client, server, placement),
    ...(server === null ? [] : causesOf('server', server, client, placement)),
  ];
  return causes.length === 0 ? undefined : causes.join('; ');
}

/** The CPU on which two peers had to run that were meant to be apart. */
function onlyCpu(client: Vitals, server: Vitals | null): string | undefined {
  const cpus = new Set([...allowed(client), ...(server === null ? [] : allowed(server))]);
  const [only] = cpus;
  return server === null || only === undefined || cpus.size > 1 ? undefined : String(only);
}

function causesOf(role: Role, peer: Vitals, other: Vitals | null, placement: Placement): readonly string[] {
  const { interference, wallNs, mainThreadCpu } = peer;
  if (interference === undefined || wallNs === 0) return [];
  const { stillNs, longestStillNs } = interference;
  const [waitNs, throttledNs] = [interference.mainWaitNs ?? 0, interference.throttledNs ?? 0];
  const cpus = allowed(peer);
  const surely = (ns: number | null): number => Math.max(0, (ns ?? 0) - tickNs * cpus.length);
  const [foreignNs, stolenNs] = [surely(interference.foreignCpuNs), surely(interference.stealNs)];
  const besideNs = other !== null && allowed(other).some((cpu) => cpus.includes(cpu)) ? cpuNs(other) : 0;
  const expectedNs = placement === 'split' ? 0 : besideNs;

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
  const others = `others had ${percent(foreign)} of its ${cpus.length === 1 ? 'CPU' : 'CPUs'}`;
  const windowText = formatDuration(wallNs);
  const causes: (string | false)[] = [
    waited &&
      `waited ${percent(waitNs / wallNs)} of the window for a CPU${foreign < 0.01 ? '' : ` (${others})`}`,
    !waited && foreign >= limits.foreign && `was not alone: ${others}`,
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
  return said.length === 0 ? [] : [`the ${role} ${said.join(' and ')}`];
}

function allowed({ interference }: Vitals): readonly number[] {
  return cpusOf(interference?.cpus ?? '');
}

function cpuNs({ userNs, systemNs }: Vitals): number {
  return userNs + systemNs;
}
