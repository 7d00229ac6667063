import type { Row, RowPeer } from '../../contract/row.js';
import type { Completed } from '../store/completed.js';
import { castOf } from './seen-peers.js';
import { pooledVitals } from './pooled-vitals.js';
import { sumOf } from './sum-of.js';

/** What is known of the peers of these launches together. */
export function rowPeers(launches: readonly Completed[]): Row['peers'] {
  const found = castOf(launches).flatMap(({ name, half }) => {
    const known = launches.flatMap(({ measured: { peers, calls } }) => {
      const vitals = peers[name];
      return vitals === undefined ? [] : [{ vitals, calls }];
    });
    const figures = figuresOf(known);
    return figures === undefined ? [] : [[name, { half, ...figures }] as const];
  });
  return Object.fromEntries(found);
}

function figuresOf(
  known: readonly { readonly vitals: Completed['measured']['peers'][string]; readonly calls: number }[],
): Omit<RowPeer, 'half'> | undefined {
  const pooled = pooledVitals(known.map(({ vitals }) => vitals));
  const calls = sumOf(known, (window) => window.calls);
  if (pooled === null || pooled.wallNs === 0 || calls === 0) return undefined;
  const { wallNs, userNs, systemNs, loopUtilisation, busiestThread, allottedCpus } = pooled;
  const cpu = (userNs + systemNs) / wallNs;
  return {
    cpu,
    loopUtilisation,
    busiestThread,
    allottedShare: allottedCpus === null || allottedCpus === 0 ? null : cpu / allottedCpus,
    userNsPerCall: userNs / calls,
    systemNsPerCall: systemNs / calls,
  };
}
