import type { ClientShare, PeerRecord, TrialRecord, Vitals } from '@wiretax/core';
import { inColumnOrder } from '@wiretax/core/record';
import { type Column, type Table, tableOf } from './table.js';
import { vitals } from './trials-table.js';

interface TrialPeer {
  readonly trial: TrialRecord;
  readonly peer: PeerRecord;
  readonly known: Vitals | undefined;
  /** Of one of several clients. */
  readonly share: ClientShare | undefined;
}

const columns: readonly Column<TrialPeer>[] = [
  { name: 'cell', type: 'VARCHAR', of: ({ trial }) => trial.cell },
  { name: 'trial', type: 'BIGINT', of: ({ trial }) => trial.trial },
  { name: 'peer', type: 'VARCHAR', of: ({ peer }) => peer.name },
  { name: 'half', type: 'VARCHAR', of: ({ peer }) => peer.half },
  { name: 'run', type: 'VARCHAR', of: ({ peer }) => peer.run },
  { name: 'machine', type: 'VARCHAR', of: ({ peer }) => peer.machine },
  { name: 'calls', type: 'BIGINT', of: ({ trial }) => trial.measured?.calls ?? null },
  { name: 'own_calls', type: 'BIGINT', of: ({ share }) => share?.calls ?? null },
  { name: 'own_throughput', type: 'DOUBLE', of: ({ share }) => share?.throughput ?? null },
  { name: 'own_response_p50', type: 'DOUBLE', of: ({ share }) => share?.response.p50 ?? null },
  { name: 'own_response_p99', type: 'DOUBLE', of: ({ share }) => share?.response.p99 ?? null },
  { name: 'wall', type: 'DOUBLE', of: ({ known }) => known?.wallNs ?? null },
  ...Object.entries({
    ...vitals,
    busiest_thread: 'busiestThread',
    allotted_cpus: 'allottedCpus',
    processes: 'processes',
  } as const).map(([name, key]): Column<TrialPeer> => ({
    name,
    type: 'DOUBLE',
    of: ({ known }) => known?.[key] ?? null,
  })),
];

/** One row a peer of a trial. */
export function peersTable(trials: readonly TrialRecord[]): Table {
  const peers = trials.flatMap((trial) =>
    inColumnOrder(trial.cast).map((peer) => ({
      trial,
      peer,
      known: trial.measured?.peers[peer.name],
      share: trial.measured?.clients?.[peer.name],
    })),
  );
  return tableOf('peers', columns, peers);
}
