import { SCHEMA } from '../../contract/manifest.js';
import type { ClientShare, Measured, Vitals } from '../../contract/measured.js';
import type { FailedOutcome, Tally } from '../../contract/outcome.js';
import type { MachineRecord, PeerRecord } from '../../contract/peer.js';
import type { EvidenceRecord, TrialError, TrialRecord } from '../../contract/trial-record.js';
import type { Yardstick } from '../../contract/yardstick.js';
import type { Problem } from '../../kernel/errors.js';
import { halves } from '../rows/peers.js';
import { isFileName, isPeerName } from './stored-names.js';
import {
  amount,
  count,
  finite,
  list,
  mapOf,
  oneOf,
  type OptionalShapes,
  ordinal,
  orNull,
  record,
  recordOf,
  type Shape,
  shape,
  text,
  wordOf,
} from './shape.js';
import * as parts from './trial-parts.js';

const peerName = shape('a name of a peer', isPeerName);
/** None of its names leads anywhere else. */
function isFolder(value: unknown): boolean {
  return typeof value === 'string' && value.split('/').every(isFileName);
}
const byPeer = (item: Shape): Shape => mapOf(item, peerName);

const vitals = recordOf<Vitals>(
  {
    wallNs: amount,
    userNs: amount,
    systemNs: amount,
    loopUtilisation: orNull(amount),
    mainThreadCpu: orNull(amount),
    busiestThread: orNull(amount),
    allottedCpus: orNull(amount),
    gcPauseNs: orNull(amount),
    gcCount: orNull(count),
    peakRssBytes: orNull(amount),
    processes: count,
  },
  { interference: parts.interference },
);

const { latency } = parts;
const clientShare = recordOf<ClientShare>(
  { calls: count, throughput: amount, response: latency, lag: latency },
  {},
);

const failedOutcomes: Readonly<Record<FailedOutcome, Shape>> = {
  wrong: count,
  refused: count,
  failed: count,
  late: count,
  cancelled: count,
  unsent: count,
};
const tally = recordOf<Tally>(
  {
    offered: count,
    started: count,
    rejected: count,
    unstarted: count,
    attempts: count,
    ok: count,
    failed: recordOf<Tally['failed']>({}, failedOutcomes),
  },
  {},
);

const measured = recordOf<Measured>(
  { ...parts.figures, attempts: count, peers: byPeer(vitals) },
  {
    drift: parts.drift,
    pauses: parts.pausesOf(peerName),
    clients: byPeer(clientShare),
    tally,
    lateness: latency,
  },
);

const peer = recordOf<PeerRecord>(
  {
    name: peerName,
    half: oneOf(...halves),
    run: wordOf<PeerRecord['run']>({ ours: true, command: true, target: true }),
    machine: text,
    calls: list(peerName),
  },
  { cpus: list(count), command: list(text), endpoint: record({ link: text, address: text }) },
);

const machine = recordOf<MachineRecord>(
  { clockDomain: orNull(text) },
  { offsetNs: record({ low: finite, high: finite }) },
);

const evidence = recordOf<EvidenceRecord>(
  { ...parts.evidence, peer: peerName, folder: shape('a folder within that of its trial', isFolder) },
  parts.furtherEvidence,
);

const trial = {
  ...parts.trial,
  schema: oneOf(SCHEMA),
  cast: list(peer),
  machines: mapOf(machine),
  evidence: list(evidence),
};
const further: Omit<OptionalShapes<TrialRecord>, 'error' | 'measured'> = {
  session: ordinal,
  warmup: parts.warmup,
  yardstick: recordOf<Yardstick>({ wakeNs: orNull(amount), peers: byPeer(parts.peerYardstick) }, {}),
};

const error = recordOf<TrialError>(parts.error, { ...parts.furtherError, peer: peerName });
const byItself = parts.byStatus(
  record({ ...trial, measured }, further),
  record({ ...trial, error }, further),
);

/** A `TrialRecord` as it is stored, of this schema: each peer that it speaks of is one of its cast, but for one that could not be started. */
export const trialShape: Shape = (value, path) => byItself(value, path) ?? strangers(value as TrialRecord);

function strangers({
  cast,
  measured: window,
  evidence: records,
  yardstick,
}: TrialRecord): Problem | undefined {
  const names = cast.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) return { path: 'cast', message: `has ${twice} twice` };
  const said: readonly (readonly [string, readonly string[]])[] = [
    ['cast', cast.flatMap(({ calls }) => calls)],
    ['measured.peers', Object.keys(window?.peers ?? {})],
    ['measured.clients', Object.keys(window?.clients ?? {})],
    ['measured.pauses', (window?.pauses?.longest ?? []).flatMap(({ stoodStill }) => stoodStill ?? [])],
    ['evidence', records.map((each) => each.peer)],
    ['yardstick.peers', Object.keys(yardstick?.peers ?? {})],
  ];
  for (const [path, others] of said) {
    const stranger = others.find((name) => !names.includes(name));
    if (stranger !== undefined) return { path, message: `names ${stranger}, who is not in the cast` };
  }
  return undefined;
}
