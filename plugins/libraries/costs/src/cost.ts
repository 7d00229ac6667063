import type { Row, RowMetric } from '@wiretax/core';
import { hopsOf, peerNsPerCall, peerPhrase, type RowPeerNamed } from '@wiretax/core/record';
import { type Part, parts } from './parts.js';
import type { Sampled } from './sampled.js';

/** CPU time of one call in all peers that it passes, ns, and where it goes. */
export interface Cost {
  /** What each of them takes, in the order of columns. */
  readonly peers: readonly PeerCost[];
  readonly cpuNs: number;
  readonly parts: ReadonlyMap<Part, CostPart>;
  /** What a part is counted from that no sample fell into. */
  readonly none: readonly Sampled[];
  /** What the reader must know about the split. */
  readonly caveats: readonly string[];
}

export interface PeerCost {
  /** Its name. */
  readonly peer: string;
  readonly ns: number;
}

export interface CostPart {
  readonly ns: number;
  /** What it was counted from, of each peer; null where it wasn't, or nobody knows how many samples there were. */
  readonly sampled: readonly Sampled[] | null;
}

const prefix = 'cpu.';
const idle = 'cpu.idle';
/** With fewer, a part of a tenth is known to no better than two points. */
const fewSamples = 1000;
/** Collectors that split CPU time, the better one first: only the first sees the kernel. */
const splitters = ['flamegraph', 'cpu-profile'];

/**
 * The cost of a call. How much is measured in the window that latency comes from; the split comes from
 * samples of a pass of its own, scaled down to it where they add up to more. Undefined without a completed trial.
 */
export function costOf(row: Row): Cost | undefined {
  const caveats = new Set<string>();
  const passed = hopsOf(row);
  const each = passed.map((peer) => ({ peer: peer.name, ns: peerNsPerCall(peer) }));
  const cpuNs = each.reduce((sum, { ns }) => sum + ns, 0);
  if (cpuNs === 0) return undefined;
  const peers = passed.map((peer) => splitOf(row, peer, caveats));
  const present = new Set(peers.flatMap((split) => split.map(([part]) => part)));
  const split = new Map([...present].map((part) => [part, sumOf(peers.flatMap((own) => ofPart(own, part)))]));
  return { peers: each, cpuNs, parts: split, none: peers.flatMap(noneOf), caveats: [...caveats] };
}

type Split = readonly (readonly [Part, CostPart])[];

/** What a peer has of a part; no sample of it is something that is known, too. */
function ofPart(split: Split, part: Part): readonly CostPart[] {
  const own = split.flatMap(([name, found]) => (name === part ? [found] : []));
  return own.length > 0 ? own : [{ ns: 0, sampled: noneOf(split) }];
}

/** No sample of a peer that has some. */
function noneOf(split: Split): readonly Sampled[] {
  const [grain] = split.flatMap(([, { sampled }]) => sampled ?? []);
  return grain === undefined ? [] : [{ ...grain, count: 0 }];
}

function sumOf(parts: readonly CostPart[]): CostPart {
  const sampled = parts.every((part) => part.sampled !== null)
    ? parts.flatMap((part) => part.sampled ?? [])
    : null;
  return { ns: parts.reduce((sum, { ns }) => sum + ns, 0), sampled };
}

const measured = (ns: number): CostPart => ({ ns, sampled: null });

function splitOf(row: Row, peer: RowPeerNamed, caveats: Set<string>): Split {
  const { userNsPerCall, systemNsPerCall } = peer;
  const shares = sharesOf(row, peer.name);
  if (shares === undefined) {
    caveats.add(`no flame graph of ${row.cell.id}: its CPU time is split into user and kernel only`);
    return [
      ['user', measured(userNsPerCall)],
      ['kernel', measured(systemNsPerCall)],
    ];
  }
  if (shares.samples < fewSamples) {
    caveats.add(
      `the split of ${peerPhrase(peer.name)} of ${row.cell.id} rests on ${String(Math.round(shares.samples))} samples only`,
    );
  }
  if (!shares.comparable) {
    caveats.add(
      `the flame graph of ${row.cell.id} comes from a pass whose throughput was off by more than 10 %; its shares stand for the measured CPU time`,
    );
  }
  const userOnly = shares.collector !== 'flamegraph';
  if (userOnly)
    caveats.add(`the profile of ${row.cell.id} sees user code only; its kernel time is not split`);
  const totalNs = userOnly ? userNsPerCall : userNsPerCall + systemNsPerCall;
  // A pass that ran slower inflates every part alike, so more than was measured is scaled down; less is a gap.
  const coveredNs = Math.min(totalNs, shares.sampledNs);
  const split = shares.byPart.map(([part, share]) => {
    const ns = share * coveredNs;
    const count = share * shares.samples;
    const sampled = Number.isFinite(count) ? [{ count, nsPerSample: coveredNs / shares.samples }] : null;
    return [part, { ns, sampled }] as const;
  });
  const unseenNs = totalNs - coveredNs;
  return [
    ...split,
    ...(unseenNs > 0 ? [['unseen', measured(unseenNs)] as const] : []),
    ...(userOnly ? [['kernel', measured(systemNsPerCall)] as const] : []),
  ];
}

interface Shares {
  readonly collector: string;
  readonly byPart: readonly (readonly [Part, number])[];
  /** CPU time of a call that the samples stand for. */
  readonly sampledNs: number;
  readonly comparable: boolean;
  /** Those that fell into these parts; infinite where nobody knows. */
  readonly samples: number;
}

function sharesOf(row: Row, peer: string): Shares | undefined {
  for (const collector of splitters) {
    const sampled = row.metrics.filter(
      (metric) =>
        metric.peer === peer &&
        metric.collector.startsWith(collector) &&
        partOf(metric) !== undefined &&
        // A profile of user code takes calls to the system for work of the kernel's; how much that is, vitals say.
        (collector === splitters[0] || !metric.name.startsWith(`${prefix}kernel-`)),
    );
    const total = sampled.reduce((sum, { value }) => sum + value, 0);
    if (total === 0) continue;
    return {
      collector,
      sampledNs: sampled.reduce((sum, { perCall }) => sum + (perCall ?? 0), 0),
      byPart: sampled.map((metric) => [partOf(metric) ?? 'other', metric.value / total] as const),
      comparable: sampled.every(({ comparable }) => comparable),
      samples: samplesOf(row, peer, collector, total),
    };
  }
  return undefined;
}

/** Of all samples the share that the time in these parts is of all time. */
function samplesOf(row: Row, peer: string, collector: string, partsNs: number): number {
  const own = row.metrics.filter((metric) => metric.peer === peer && metric.collector.startsWith(collector));
  const counted = own.filter(({ name }) => name === 'samples');
  if (counted.length === 0) return Number.POSITIVE_INFINITY;
  const allNs = own
    .filter(({ name, unit }) => name.startsWith(prefix) && unit === 'ns')
    .reduce((sum, { value }) => sum + value, 0);
  return (counted.reduce((sum, { value }) => sum + value, 0) * partsNs) / allNs;
}

/** The part that a metric `cpu.<category>` is about; idle is no cost. */
function partOf({ name, unit }: RowMetric): Part | undefined {
  if (!name.startsWith(prefix) || unit !== 'ns' || name === idle) return undefined;
  return parts.find((part) => part === name.slice(prefix.length)) ?? 'other';
}
