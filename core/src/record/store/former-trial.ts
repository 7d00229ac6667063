import type { Measured, Vitals } from '../../contract/measured.js';
import { localMachineName, type PeerRecord } from '../../contract/peer.js';
import type { Half } from '../../contract/topology.js';
import { SCHEMA } from '../../contract/manifest.js';
import type { EvidenceRecord, TrialRecord } from '../../contract/trial-record.js';
import type { PeerYardstick, Yardstick } from '../../contract/yardstick.js';
import { collectorFolder } from './run-paths.js';
import {
  amount,
  count,
  list,
  oneOf,
  type OptionalShapes,
  ordinal,
  orNull,
  record,
  recordOf,
  type Shape,
  wordOf,
} from './shape.js';
import * as parts from './trial-parts.js';

// Trials of schema 1, the last of which 0.1.0 and its successors stored: two peers, client and server, and nothing that isn't told.

/** Files of both schemas are read; what is written is of the later one. */
export const formerSchema = 1;
export const readSchemas: readonly unknown[] = [formerSchema, SCHEMA];

type Role = Extract<Half, 'server' | 'client'>;
type FormerVitals = Omit<Vitals, 'busiestThread' | 'allottedCpus' | 'processes'>;
interface Ends<T> {
  readonly client: T;
  /** Null when both ends shared the client's process. */
  readonly server: T | null;
}
type FormerMeasured = Omit<Measured, 'attempts' | 'tally' | 'lateness' | 'peers' | 'clients'> &
  Ends<FormerVitals>;
type FormerYardstick = Omit<Yardstick, 'peers'> & Ends<PeerYardstick>;
type FormerEvidence = Omit<EvidenceRecord, 'peer' | 'folder'> & { readonly role: Role };

export interface FormerTrial extends Omit<
  TrialRecord,
  'schema' | 'cast' | 'machines' | 'measured' | 'evidence' | 'yardstick'
> {
  readonly schema: typeof formerSchema;
  readonly measured?: FormerMeasured;
  readonly yardstick?: FormerYardstick;
  readonly evidence: readonly FormerEvidence[];
}

const role = wordOf<Role>({ client: true, server: true });

const vitals = recordOf<FormerVitals>(
  {
    wallNs: amount,
    userNs: amount,
    systemNs: amount,
    loopUtilisation: amount,
    mainThreadCpu: orNull(amount),
    gcPauseNs: amount,
    gcCount: count,
    peakRssBytes: amount,
  },
  { interference: parts.interference },
);
const measured = recordOf<FormerMeasured>(
  { ...parts.figures, client: vitals, server: orNull(vitals) },
  { drift: parts.drift, pauses: parts.pausesOf(role) },
);
const evidence = recordOf<FormerEvidence>({ ...parts.evidence, role }, parts.furtherEvidence);
const trial = { ...parts.trial, schema: oneOf(formerSchema), evidence: list(evidence) };
const { peerYardstick } = parts;
const further: Omit<OptionalShapes<FormerTrial>, 'error' | 'measured'> = {
  session: ordinal,
  warmup: parts.warmup,
  yardstick: recordOf<FormerYardstick>(
    { wakeNs: orNull(amount), client: peerYardstick, server: orNull(peerYardstick) },
    {},
  ),
};

/** A trial of schema 1 as it is stored. */
export const formerTrialShape: Shape = parts.byStatus(
  record({ ...trial, measured }, further),
  record({ ...trial, error: record(parts.error, parts.furtherError) }, further),
);

/** The same trial in the shape of today. It had a server of its own unless what it measured says otherwise. */
export function upgradedTrial({
  measured: window,
  evidence: records,
  yardstick,
  ...rest
}: FormerTrial): TrialRecord {
  const shared = window?.server === null;
  return {
    ...rest,
    schema: SCHEMA,
    cast: shared ? [peer('client', [])] : [peer('server', []), peer('client', ['server'])],
    machines: { [localMachineName]: { clockDomain: null } },
    ...(window === undefined ? {} : { measured: upgradedMeasured(window) }),
    ...(yardstick === undefined
      ? {}
      : { yardstick: { wakeNs: yardstick.wakeNs, peers: byName(yardstick, (of) => of) } }),
    evidence: records
      // Where both ends shared a process, 0.1.0 wrote of a server that a collector which couldn't work had not watched.
      .filter((each) => !shared || each.role === 'client')
      .map(({ role: name, ...each }) => ({
        ...each,
        peer: name,
        folder: collectorFolder(each.collector, name),
      })),
  };
}

function peer(name: Role, calls: readonly Role[]): PeerRecord {
  return { name, half: name, run: 'ours', machine: localMachineName, calls };
}

function upgradedMeasured({ client, server, ...figures }: FormerMeasured): Measured {
  return {
    ...figures,
    attempts: figures.calls + figures.failedCalls,
    peers: byName({ client, server }, (of) => ({
      ...of,
      busiestThread: null,
      allottedCpus: null,
      processes: 1,
    })),
  };
}

function byName<T, U>({ client, server }: Ends<T>, of: (end: T) => U): Readonly<Record<string, U>> {
  return { ...(server === null ? {} : { server: of(server) }), client: of(client) };
}
