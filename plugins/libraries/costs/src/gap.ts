import type { Row } from '@wiretax/core';
import type { Effect, Interval } from '@wiretax/statistics';
import type { Cost } from './cost.js';
import { launchDifference, responseParts, type Told } from './launch-effects.js';
import { type Part, parts } from './parts.js';
import { sampledDifference } from './sampled.js';

/** One part of a difference: what it is in A and in B, ns a call. */
export interface Portion<Name extends string = string> {
  readonly part: Name;
  readonly aNs: number;
  readonly bNs: number;
  /** B less A. */
  readonly gapNs: number;
  /** Of `gapNs`, from the numbers of samples or over launches; all parts together hold as often as it says. Null where there is none. */
  readonly interval: Interval | null;
  /** Of the whole gap; null when there is none. Parts that pull the other way are negative. */
  readonly share: number | null;
}

/** How two figures compare, by their launches. */
export interface Comparison {
  /** B over A; null where a side is nothing. */
  readonly effect: Effect | null;
  readonly told: Told;
}

export interface Gap<Name extends string = string> extends Comparison {
  readonly aNs: number;
  readonly bNs: number;
  readonly gapNs: number;
  /** Largest first. */
  readonly portions: readonly Portion<Name>[];
}

export type ResponsePart = 'cpu' | 'flow' | 'waiting';

type Side<Name> = readonly [part: Name, aNs: number, bNs: number, interval: Interval | null];

function gapOf<Name extends string>(
  [aNs, bNs]: readonly [number, number],
  comparison: Comparison,
  sides: readonly Side<Name>[],
): Gap<Name> {
  const gapNs = bNs - aNs;
  const portions = sides
    .filter(([, inA, inB]) => inA !== 0 || inB !== 0)
    .map(([part, inA, inB, interval]) => ({
      part,
      aNs: inA,
      bNs: inB,
      gapNs: inB - inA,
      interval,
      share: gapNs === 0 ? null : (inB - inA) / gapNs,
    }))
    .sort((x, y) => Math.abs(y.gapNs) - Math.abs(x.gapNs));
  return { aNs, bNs, gapNs, ...comparison, portions };
}

export function cpuGap(a: Cost, b: Cost, comparison: Comparison): Gap<Part> {
  const present = parts.filter((part) => a.parts.has(part) || b.parts.has(part));
  const level = levelOf(present.length);
  return gapOf<Part>(
    [a.cpuNs, b.cpuNs],
    comparison,
    present.map((part) => {
      const [inA, inB] = [a, b].map(({ parts: own, none }) => own.get(part) ?? { ns: 0, sampled: none });
      const sampled = inA?.sampled && inB?.sampled && sampledDifference(inA.sampled, inB.sampled, level);
      return [part, inA?.ns ?? 0, inB?.ns ?? 0, sampled ?? null];
    }),
  );
}

/**
 * Mean response time is what the call's own CPU time takes, were nobody else there, and waiting: for flow
 * control or a late generator (lag), and for the rest, which is other calls ahead of it, wake-ups and a CPU
 * that others use. CPU time spent beside the call's way makes waiting look smaller than it is.
 */
export function responseGap(
  [a, b]: readonly [Row, Row],
  [cpuA, cpuB]: readonly [number, number],
  comparison: Comparison,
): Gap<ResponsePart> | null {
  if (a.response.mean === null || b.response.mean === null) return null;
  const [lagA, lagB] = [a.lag.mean ?? 0, b.lag.mean ?? 0];
  const level = levelOf(Object.keys(responseParts).length);
  const interval = (part: ResponsePart): Interval | null =>
    launchDifference(a, b, responseParts[part], level);
  return gapOf<ResponsePart>([a.response.mean, b.response.mean], comparison, [
    ['cpu', cpuA, cpuB, interval('cpu')],
    ['flow', lagA, lagB, interval('flow')],
    ['waiting', a.response.mean - cpuA - lagA, b.response.mean - cpuB - lagB, interval('waiting')],
  ]);
}

/** Bonferroni: of all parts together. */
function levelOf(count: number): number {
  return 1 - 0.05 / Math.max(1, count);
}
