import type { Vitals } from '../../contract/measured.js';
import type { PeerRecord } from '../../contract/peer.js';
import type { Limit } from '../../contract/row.js';
import { isHop } from './peers.js';

/** A peer this busy can be the limit. */
const saturated = 0.9;
/** And one that is busier than any other by this much surely is. */
const ahead = 0.1;

/** A peer of a cast, and how busy it was where that is known. */
export interface SeenPeer extends Pick<PeerRecord, 'name' | 'half' | 'machine' | 'cpus'> {
  readonly vitals: Vitals | null;
}

/** Who set the pace; null where nobody was busy enough, two were, or both ends share a process. */
export function limitOf(peers: readonly SeenPeer[]): Limit | null {
  const hops = peers.filter(isHop);
  if (hops.length < 2) return null;
  const [first, second] = hops
    .flatMap(({ name, vitals }): Limit[] => {
      const busiest = vitals === null ? undefined : busiestOf(vitals);
      return busiest === undefined ? [] : [{ peer: name, ...busiest }];
    })
    .sort((a, b) => b.busy - a.busy);
  if (first === undefined || first.busy < saturated) return null;
  return second !== undefined && second.busy > first.busy - ahead ? null : first;
}

/** What of a peer was busiest; undefined where nothing is told. */
export function busiestOf(vitals: Vitals): Omit<Limit, 'peer'> | undefined {
  const { loopUtilisation, busiestThread } = vitals;
  const found: (Omit<Limit, 'peer'> | null)[] = [
    loopUtilisation === null ? null : { busy: loopUtilisation, of: 'loop' },
    busiestThread === null ? null : { busy: busiestThread, of: 'thread' },
    sharesOf(vitals),
  ];
  return found.filter((each) => each !== null).sort((a, b) => b.busy - a.busy)[0];
}

function sharesOf({ userNs, systemNs, wallNs, allottedCpus }: Vitals): Omit<Limit, 'peer'> | null {
  if (allottedCpus === null || allottedCpus === 0 || wallNs === 0) return null;
  return { busy: (userNs + systemNs) / wallNs / allottedCpus, of: 'cpus' };
}
