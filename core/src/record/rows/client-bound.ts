import type { Vitals } from '../../contract/measured.js';
import { percent } from './percent.js';
import { formatRatio } from '../../kernel/units.js';

/** A main thread is saturated when it was busy for this share of the window. */
const saturated = 0.9;
/** A saturated client binds a server that was less busy than itself by this much. */
const headroom = 0.1;
/**
 * Stacks that put many calls into one segment take turns: the client works off a batch while the server
 * waits for the next, and neither is ever saturated. There the side with most of the work sets the pace.
 */
const dominant = { busy: 0.6, timesServer: 1.5 } as const;
/** Busy time in which the process, main thread or helpers, did not have the CPU says nothing about the client. */
const onCpu = 0.75;
/** Shares of a cell move by this much from one run to the next: a row that is nearer to a limit is on neither side of it. */
const band = 0.04;

/** Whether the client's main thread, not the server, set the pace. One caller alone waits more than it works. */
export function isClientBound(client: Vitals, server: Vitals, concurrency: number): boolean {
  return boundBy(client, server, concurrency) >= 0;
}

/** The same of a row, from the vitals of all its launches; `nearly` where noise alone may put it on either side of a limit. */
export function rowIsClientBound(client: Vitals, server: Vitals, concurrency: number): boolean | 'nearly' {
  const margin = boundBy(client, server, concurrency);
  return Math.abs(margin) < band ? 'nearly' : margin > 0;
}

export function clientBoundReason(client: Vitals, server: Vitals): string {
  const [mine, theirs] = [percent(client.loopUtilisation), percent(server.loopUtilisation)];
  const more = formatRatio(1 / server.loopUtilisation);
  return `the client was busy ${mine} of the time, the server ${theirs}: it would take ${more} times the calls to keep it busy`;
}

/** How far the shares are beyond the nearest limit, in a plane of both; negative if the client isn't bound. */
function boundBy(client: Vitals, server: Vitals, concurrency: number): number {
  const [mine, theirs] = [client.loopUtilisation, server.loopUtilisation];
  const beyond = (times: number, room: number): number =>
    (mine - times * theirs - room) / Math.hypot(1, times);
  const bySaturation = Math.min(mine - saturated, beyond(1, headroom));
  const byDominance = Math.min(mine - dominant.busy, beyond(dominant.timesServer, 0));
  return Math.min(
    cpuShare(client) - onCpu * mine,
    concurrency > 1 ? Math.max(bySaturation, byDominance) : bySaturation,
  );
}

/** CPU time of all threads over wall time: compilers and collectors share the main thread's CPU where it has only one. */
function cpuShare({ userNs, systemNs, wallNs }: Vitals): number {
  return (userNs + systemNs) / wallNs;
}
