import type { Measured } from '../../contract/measured.js';
import type { PeerRecord } from '../../contract/peer.js';
import type { Completed } from '../store/completed.js';
import type { SeenPeer } from './limit.js';
import { inColumnOrder } from './peers.js';
import { pooledVitals } from './pooled-vitals.js';

/** The peers of a trial, in the order of columns, with what is known of each. */
export function seenPeers(
  cast: readonly PeerRecord[],
  { peers }: Pick<Measured, 'peers'>,
): readonly SeenPeer[] {
  return inColumnOrder(cast).map((peer) => ({ ...peer, vitals: peers[peer.name] ?? null }));
}

/** Those of several trials of a cell, each as if all its windows had been one. */
export function pooledPeers(trials: readonly Completed[]): readonly SeenPeer[] {
  return castOf(trials).map((peer) => ({
    ...peer,
    vitals: pooledVitals(trials.flatMap(({ measured }) => measured.peers[peer.name] ?? [])),
  }));
}

/** All peers that these trials had, in the order of columns. */
export function castOf(trials: readonly Pick<Completed, 'cast'>[]): readonly PeerRecord[] {
  return inColumnOrder(trials.flatMap(({ cast }) => cast));
}
