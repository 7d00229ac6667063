import type { PeerRecord } from '../../contract/peer.js';
import type { Half } from '../../contract/topology.js';
import type { Row, RowMetric, RowPeer } from '../../contract/row.js';

// Who is who among the peers of a row or a trial, and in which order they are shown: in one place.

/** As much of a peer as its place needs. */
export type NamedPeer = Pick<PeerRecord, 'name' | 'half'>;
export type RowPeerNamed = RowPeer & { readonly name: string };

/** The way of a call: from those that make it to those that answer it; who is no hop of it comes last. */
export const halves: readonly Half[] = ['client', 'middle', 'server', 'aside'];

/** Each name once, in the order of columns: clients, those in the middle, servers, others; alike ones as they come. */
export function inColumnOrder<T extends NamedPeer>(peers: readonly T[]): readonly T[] {
  const first = new Map<string, T>();
  for (const peer of peers) if (!first.has(peer.name)) first.set(peer.name, peer);
  return [...first.values()].sort((a, b) => halves.indexOf(a.half) - halves.indexOf(b.half));
}

/** What is known of a row's peers, or of a launch's, in the order of columns. */
export function peersOf({ peers }: Pick<Row, 'peers'>): readonly RowPeerNamed[] {
  return inColumnOrder(Object.entries(peers).map(([name, peer]) => ({ ...peer, name })));
}

/** Those that a call passes, without those aside. */
export function hopsOf(row: Pick<Row, 'peers'>): readonly RowPeerNamed[] {
  return peersOf(row).filter(isHop);
}

export function clientsOf(row: Pick<Row, 'peers'>): readonly RowPeerNamed[] {
  return peersOf(row).filter(({ half }) => half === 'client');
}

export function isHop({ half }: Pick<PeerRecord, 'half'>): boolean {
  return half !== 'aside';
}

/** The columns that tables of these rows need: a peer each, of those that a call passes. */
export function peerColumns(rows: readonly Pick<Row, 'peers'>[]): readonly NamedPeer[] {
  return inColumnOrder(rows.flatMap(hopsOf)).map(({ name, half }) => ({ name, half }));
}

/** The peers that these metrics of a row are of, in the order of columns; of a row without vitals as they come. */
export function metricPeers(
  { peers }: Pick<Row, 'peers'>,
  metrics: readonly Pick<RowMetric, 'peer'>[],
): readonly string[] {
  const named = metrics.map(({ peer: name }) => ({ name, half: peers[name]?.half ?? endOf(name) }));
  return inColumnOrder(named).map(({ name }) => name);
}

/** Whether a metric is of a peer that calls pass: sums over peers leave out those aside. */
export function isHopMetric({ peers }: Pick<Row, 'peers'>, { peer }: Pick<RowMetric, 'peer'>): boolean {
  return peers[peer]?.half !== 'aside';
}

function endOf(name: string): Half {
  return name === 'client' || name === 'server' ? name : 'middle';
}

/** Undefined where the cast has no such peer. */
export function halfOf(cast: readonly NamedPeer[], name: string): Half | undefined {
  return cast.find((peer) => peer.name === name)?.half;
}

/** CPU time of a call in all that it passes, ns; null where nothing is known of its client. */
export function cpuNsPerCall(row: Pick<Row, 'peers'>): number | null {
  if (clientsOf(row).length === 0) return null;
  return hopsOf(row).reduce((sum, peer) => sum + peerNsPerCall(peer), 0);
}

/** CPU time of a call in one peer, user and system, ns. */
export function peerNsPerCall({
  userNsPerCall,
  systemNsPerCall,
}: Pick<RowPeer, 'userNsPerCall' | 'systemNsPerCall'>): number {
  return userNsPerCall + systemNsPerCall;
}

/** As sentences call a peer of this name: `the server`, and `proxy-1`. */
export function peerPhrase(name: string): string {
  return halves.some((half) => half === name) ? `the ${name}` : name;
}

/** How busy it was, 0 to 1: its event loop, or what else is told; null where nothing is. */
export function busyShare(
  peer: Pick<RowPeer, 'loopUtilisation' | 'busiestThread' | 'allottedShare'>,
): number | null {
  return peer.loopUtilisation ?? peer.busiestThread ?? peer.allottedShare;
}
