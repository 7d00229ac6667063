import type { Interval } from '@wiretax/statistics';
import { isApart, type Sampled, sampledDifference } from './sampled.js';

/** Folded stacks of one peer, and the CPU time of a call that they are samples of, ns. */
export interface Samples {
  /** Lines of `outermost;…;innermost count`. */
  readonly folded: string;
  readonly cpuNs: number;
}

/** CPU time of a call in one function itself, less what it calls; ns. */
export interface FrameDifference {
  readonly frame: string;
  readonly aNs: number;
  readonly bNs: number;
  /** Of B less A, from the numbers of samples. */
  readonly interval: Interval;
}

/**
 * The functions in which the two sides differ most, all peers together; only those whose numbers of samples differ by more than chance,
 * corrected (Bonferroni) for how many functions there are.
 */
export function frameDifferences(
  a: readonly Samples[],
  b: readonly Samples[],
  most = 5,
): readonly FrameDifference[] {
  const [inA, inB] = [selfSamples(a), selfSamples(b)];
  const frames = [...new Set([...inA.byFrame.keys(), ...inB.byFrame.keys()])];
  const level = 1 - 0.05 / Math.max(1, frames.length);
  return frames
    .map((frame) => {
      const [one, other] = [inA.byFrame.get(frame) ?? inA.none, inB.byFrame.get(frame) ?? inB.none];
      return { frame, aNs: timeOf(one), bNs: timeOf(other), interval: sampledDifference(one, other, level) };
    })
    .filter(({ interval }) => isApart(interval))
    .sort((x, y) => Math.abs(y.bNs - y.aNs) - Math.abs(x.bNs - x.aNs))
    .slice(0, most);
}

/** CPU time of a call in one function itself, of each peer. */
export interface HotFunction {
  readonly frame: string;
  /** By the peers' names. */
  readonly ns: Readonly<Record<string, number>>;
  /** Of all peers together. */
  readonly totalNs: number;
}

/** The functions that take most CPU time of a call themselves; `peers` are in the order in which they are told. */
export function hottestFunctions(
  peers: readonly { readonly name: string; readonly samples: readonly Samples[] }[],
  most = 20,
): readonly HotFunction[] {
  const all = peers.map(({ name, samples }) => ({ name, byFrame: selfSamples(samples).byFrame }));
  return [...new Set(all.flatMap(({ byFrame }) => [...byFrame.keys()]))]
    .map((frame): HotFunction => {
      const ns = all.map(({ name, byFrame }) => [name, timeOf(byFrame.get(frame) ?? [])] as const);
      return { frame, ns: Object.fromEntries(ns), totalNs: ns.reduce((sum, [, own]) => sum + own, 0) };
    })
    .sort((x, y) => y.totalNs - x.totalNs)
    .slice(0, most);
}

function timeOf(sampled: readonly Sampled[]): number {
  return sampled.reduce((sum, { count, nsPerSample }) => sum + count * nsPerSample, 0);
}

/** Of every peer each frame's samples, and those of a frame that has none. */
function selfSamples(peers: readonly Samples[]): {
  readonly byFrame: ReadonlyMap<string, readonly Sampled[]>;
  readonly none: readonly Sampled[];
} {
  const all = peers.flatMap(({ folded, cpuNs }) => {
    const counts = leavesOf(folded);
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return total === 0 ? [] : [{ counts, nsPerSample: cpuNs / total }];
  });
  const frames = new Set(all.flatMap(({ counts }) => [...counts.keys()]));
  const sampledIn = (frame: string): readonly Sampled[] =>
    all.map(({ counts, nsPerSample }) => ({ count: counts.get(frame) ?? 0, nsPerSample }));
  return {
    byFrame: new Map([...frames].map((frame) => [frame, sampledIn(frame)])),
    none: all.map(({ nsPerSample }) => ({ count: 0, nsPerSample })),
  };
}

function leavesOf(folded: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of folded.split('\n')) {
    const [, stack, count] = /^(.+) (\d+)$/.exec(line) ?? [];
    if (stack === undefined) continue;
    const frame = stack.slice(stack.lastIndexOf(';') + 1);
    counts.set(frame, (counts.get(frame) ?? 0) + Number(count));
  }
  return counts;
}
