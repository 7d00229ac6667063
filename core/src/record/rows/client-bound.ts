import type { Vitals } from '../../contract/measured.js';
import { busiestOf, type SeenPeer } from './limit.js';
import { isHop, peerPhrase } from './peers.js';
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

/** Whether a client's main thread, not those that answer it, set the pace. One caller alone waits more than it works. */
export function isClientBound(peers: readonly SeenPeer[], concurrency: number): boolean {
  const pair = pairOf(peers);
  return pair !== undefined && boundBy(pair, concurrency) >= 0;
}

/** The same of a row, from the vitals of all its launches; `nearly` where noise alone may put it on either side of a limit. */
export function rowIsClientBound(peers: readonly SeenPeer[], concurrency: number): boolean | 'nearly' {
  const pair = pairOf(peers);
  if (pair === undefined) return false;
  const margin = boundBy(pair, concurrency);
  return Math.abs(margin) < band ? 'nearly' : margin > 0;
}

/** Of peers of which one may be bound. */
export function clientBoundReason(peers: readonly SeenPeer[]): string {
  const pair = pairOf(peers);
  if (pair === undefined) return 'nothing is known of its peers';
  const { client, other } = pair;
  const mine = `${peerPhrase(client.name)} was busy ${percent(client.share)} of the time`;
  if (other === null) return `${mine}, and nobody knows how busy those were that answered it`;
  const more = formatRatio(1 / other.share);
  return `${mine}, ${peerPhrase(other.name)} ${percent(other.share)}: it would take ${more} times the calls to keep it busy`;
}

type Busy = SeenPeer & { readonly vitals: Vitals; readonly share: number };

/** The busiest client, and the busiest of those that it waits for. */
interface Pair {
  readonly client: Busy;
  /** Null where nothing is known of any. */
  readonly other: Busy | null;
  /** Whether something is known of all of them: another may be as busy. */
  readonly isWhole: boolean;
}

function pairOf(peers: readonly SeenPeer[]): Pair | undefined {
  const others = peers.filter((peer) => isHop(peer) && peer.half !== 'client');
  const known = others.flatMap(busyOf);
  const client = busiest(peers.filter(({ half }) => half === 'client').flatMap(busyOf));
  if (client === undefined || others.length === 0) return undefined;
  return { client, other: busiest(known) ?? null, isWhole: known.length === others.length };
}

function busyOf(peer: SeenPeer): readonly Busy[] {
  const { vitals } = peer;
  if (vitals === null) return [];
  const share = vitals.loopUtilisation ?? busiestOf(vitals)?.busy;
  return share === undefined ? [] : [{ ...peer, vitals, share }];
}

function busiest(peers: readonly Busy[]): Busy | undefined {
  return peers.toSorted((a, b) => b.share - a.share)[0];
}

/** How far the shares are beyond the nearest limit, in a plane of both; negative if the client isn't bound. */
function boundBy({ client, other, isWhole }: Pair, concurrency: number): number {
  const [mine, theirs] = [client.share, other?.share ?? 0];
  const beyond = (times: number, room: number): number =>
    (mine - times * theirs - room) / Math.hypot(1, times);
  const bySaturation = Math.min(mine - saturated, beyond(1, headroom));
  const byDominance = Math.min(mine - dominant.busy, beyond(dominant.timesServer, 0));
  return Math.min(
    cpuShare(client.vitals) - onCpu * mine,
    concurrency > 1 && isWhole ? Math.max(bySaturation, byDominance) : bySaturation,
  );
}

/** CPU time of all threads over wall time: compilers and collectors share the main thread's CPU where it has only one. */
function cpuShare({ userNs, systemNs, wallNs }: Vitals): number {
  return (userNs + systemNs) / wallNs;
}
