import type { Latency, Launch, Row, RowMetric } from '@wiretax/core';
import { sampleRow, type SampleRowShape } from '@wiretax/core/testing';
import { cumulated } from './cumulated.js';
import { mergeDistributions, meanOf, quantileOf } from './distribution.js';
import { seededRandom } from './random.js';
import { normal, syntheticDistribution } from './synthetic-distribution.js';

export { type SyntheticYardsticks, withYardsticks } from './synthetic-yardstick.js';

export interface SyntheticShape {
  readonly launches: number;
  /** Of each launch. */
  readonly calls: number;
  readonly p50Ns: number;
  /** P99 over P50. Default: 2. */
  readonly tailRatio?: number;
  /** Standard deviation between launches as a share, of all latencies alike; throughput moves the other way. Default: 0. */
  readonly launchNoise?: number;
  /** What launches of the same block have in common; shapes of the same seed here share their blocks. Default: nothing. */
  readonly blocks?: {
    readonly seed: number;
    /** Of two launches of the same block: the block's share of the variance between launches. */
    readonly correlation: number;
  };
  /** Calls per second. Default: those of one client that waits for each reply. */
  readonly throughput?: number;
  readonly seed: number;
}

/** Launches as a measurement would have brought them, log-normal latencies; the same for the same seed. */
export function syntheticLaunches(shape: SyntheticShape): Launch[] {
  const { launches, calls, p50Ns, tailRatio = 2, launchNoise = 0, blocks, seed } = shape;
  // Of their own, so that other calls leave the launches where they are.
  const between = seededRandom(seed ^ 0x5eed);
  const ofBlocks = seededRandom((blocks?.seed ?? 0) ^ 0xb10c);
  const { correlation } = blocks ?? { correlation: 0 };
  const random = seededRandom(seed);
  return Array.from({ length: launches }, (_, index) => {
    const own = Math.sqrt(1 - correlation) * normal(between);
    const factor = Math.exp(launchNoise * (own + Math.sqrt(correlation) * normal(ofBlocks)));
    const response = syntheticDistribution({ calls, p50Ns: p50Ns * factor, tailRatio, random });
    const rate =
      shape.throughput === undefined ? 1e9 / (meanOf(response) ?? p50Ns) : shape.throughput / factor;
    return {
      trial: index + 1,
      startedAt: new Date(Date.UTC(2026, 0, 2, 3, index)).toISOString(),
      calls,
      throughput: rate,
      response,
      service: response,
      client: vitals(p50Ns * factor * 0.4),
      server: vitals(p50Ns * factor * 0.3),
      metrics: [],
    };
  });
}

export interface SyntheticRowShape
  extends SyntheticShape, Pick<SampleRowShape, 'flow' | 'link' | 'replyBytes' | 'verdicts' | 'reasons'> {
  readonly transport: NonNullable<SampleRowShape['transport']>;
  readonly bytes: number;
  readonly clients: number;
  /** Of the row, and of each of its launches. */
  readonly metrics?: readonly RowMetric[];
}

/** A row of such launches. Its throughput is by default that of clients that wait for each reply: N = X · R holds. */
export function syntheticRow(shape: SyntheticRowShape): Row {
  const { clients, calls, metrics = [] } = shape;
  const launches = syntheticLaunches(shape).map((launch) => ({
    ...launch,
    throughput: shape.throughput === undefined ? launch.throughput * clients : launch.throughput,
    metrics,
  }));
  const total = calls * launches.length;
  const seconds = launches.reduce((sum, launch) => sum + calls / launch.throughput, 0);
  const response = latencyOf(launches);
  const { p50, p99 } = response;
  const rates = launches.map((launch) => launch.throughput);
  const medians = launches.map((launch) => quantileOf(launch.response, 0.5) ?? 0);
  return sampleRow(
    { ...shape, launches: { completed: launches.length, failed: 0, planned: launches.length } },
    {
      calls: total,
      throughput: seconds === 0 ? null : total / seconds,
      response,
      service: response,
      tailRatio: p99 === null || p50 === null ? null : p99 / p50,
      launches,
      spread: launches.length < 2 ? null : { throughput: range(rates), p50: range(medians), p99: null },
      metrics,
      client: vitals(shape.p50Ns * 0.4),
      server: vitals(shape.p50Ns * 0.3),
    },
  );
}

function range(values: readonly number[]): { readonly low: number; readonly high: number } {
  return { low: Math.min(...values), high: Math.max(...values) };
}

function vitals(cpuNs: number): NonNullable<Launch['client']> {
  return { cpu: 0.5, loopUtilisation: 0.5, userNsPerCall: cpuNs * 0.7, systemNsPerCall: cpuNs * 0.3 };
}

function latencyOf(launches: readonly Launch[]): Latency {
  const merged = mergeDistributions(launches.map(({ response }) => response));
  return {
    count: cumulated(merged).total,
    mean: meanOf(merged),
    min: merged.valuesNs[0] ?? null,
    max: merged.valuesNs.at(-1) ?? null,
    p50: quantileOf(merged, 0.5),
    p90: quantileOf(merged, 0.9),
    p99: quantileOf(merged, 0.99),
    p999: quantileOf(merged, 0.999),
    p9999: quantileOf(merged, 0.9999),
    overflow: 0,
  };
}
