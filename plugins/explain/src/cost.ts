import type { Role, Row, RowMetric, RowVitals } from '@wiretax/core';
import { type Part, parts } from './parts.js';

/** CPU time of one call in both peers, ns, and where it goes. */
export interface Cost {
  readonly cpuNs: number;
  readonly parts: ReadonlyMap<Part, number>;
  /** What the reader must know about the split. */
  readonly caveats: readonly string[];
}

const roles = ['client', 'server'] as const;
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
  const split = new Map<Part, number>();
  const caveats = new Set<string>();
  let cpuNs = 0;
  for (const role of roles) {
    const vitals = row[role];
    if (vitals === null) continue;
    cpuNs += vitals.userNsPerCall + vitals.systemNsPerCall;
    for (const [part, ns] of splitOf(row, role, vitals, caveats))
      split.set(part, (split.get(part) ?? 0) + ns);
  }
  return cpuNs === 0 ? undefined : { cpuNs, parts: split, caveats: [...caveats] };
}

function splitOf(
  row: Row,
  role: Role,
  { userNsPerCall, systemNsPerCall }: RowVitals,
  caveats: Set<string>,
): readonly (readonly [Part, number])[] {
  const shares = sharesOf(row, role);
  if (shares === undefined) {
    caveats.add(`no flame graph of ${row.cell.id}: its CPU time is split into user and kernel only`);
    return [
      ['user', userNsPerCall],
      ['kernel', systemNsPerCall],
    ];
  }
  if (shares.samples < fewSamples) {
    caveats.add(`the split of the ${role} of ${row.cell.id} rests on ${String(shares.samples)} samples only`);
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
  const split = shares.byPart.map(([part, share]) => [part, share * coveredNs] as const);
  const unseenNs = totalNs - coveredNs;
  return [
    ...split,
    ...(unseenNs > 0 ? [['unseen', unseenNs] as const] : []),
    ...(userOnly ? [['kernel', systemNsPerCall] as const] : []),
  ];
}

interface Shares {
  readonly collector: string;
  readonly byPart: readonly (readonly [Part, number])[];
  /** CPU time of a call that the samples stand for. */
  readonly sampledNs: number;
  readonly comparable: boolean;
  readonly samples: number;
}

function sharesOf(row: Row, role: Role): Shares | undefined {
  for (const collector of splitters) {
    const sampled = row.metrics.filter(
      (metric) =>
        metric.role === role &&
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
      samples: samplesOf(row, role, collector),
    };
  }
  return undefined;
}

function samplesOf(row: Row, role: Role, collector: string): number {
  const counted = row.metrics.filter(
    (metric) => metric.role === role && metric.collector.startsWith(collector) && metric.name === 'samples',
  );
  return counted.length === 0 ? Number.POSITIVE_INFINITY : counted.reduce((sum, { value }) => sum + value, 0);
}

/** The part that a metric `cpu.<category>` is about; idle is no cost. */
function partOf({ name, unit }: RowMetric): Part | undefined {
  if (!name.startsWith(prefix) || unit !== 'ns' || name === idle) return undefined;
  return parts.find((part) => part === name.slice(prefix.length)) ?? 'other';
}
