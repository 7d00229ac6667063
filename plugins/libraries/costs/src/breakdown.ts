import type { Row } from '@wiretax/core';
import { costOf, type PeerCost } from './cost.js';
import { type Part, parts } from './parts.js';

/** Where the CPU time of one cell's calls goes. */
export interface Breakdown {
  readonly cell: string;
  /** Of the peers whose time it is, by name. */
  readonly peers: readonly string[];
  readonly byPeer: readonly PeerCost[];
  /** Of all of them together, ns a call. */
  readonly cpuNs: number;
  /** Largest first. */
  readonly portions: readonly { readonly part: Part; readonly ns: number; readonly share: number }[];
  readonly caveats: readonly string[];
}

/** Undefined without a completed trial. */
export function breakdown(row: Row): Breakdown | undefined {
  const cost = costOf(row);
  if (cost === undefined) return undefined;
  const portions = parts
    .map((part) => ({ part, ns: cost.parts.get(part)?.ns ?? 0 }))
    .filter(({ ns }) => ns > 0)
    .map(({ part, ns }) => ({ part, ns, share: ns / cost.cpuNs }))
    .sort((a, b) => b.ns - a.ns);
  return {
    cell: row.cell.id,
    peers: cost.peers.map(({ peer }) => peer),
    byPeer: cost.peers,
    cpuNs: cost.cpuNs,
    portions,
    caveats: cost.caveats,
  };
}
