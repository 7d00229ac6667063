import type { Latency, Launch, Row, RowMetric, RowVitals } from '@wiretax/core';
import { sampleRow, type SampleRowShape } from '@wiretax/core/testing';
import { cumulated } from './cumulated.js';
import { mergeDistributions, meanOf, quantileOf } from './distribution.js';
import { syntheticLaunches, type SyntheticShape } from './synthetic-launches.js';

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
  return rowOf(shape, launchesOf(shape));
}

export function launchesOf(shape: SyntheticRowShape): readonly Launch[] {
  const { clients, metrics = [] } = shape;
  // Of clients that wait for each reply only one has the CPU.
  const alone = (vitals: RowVitals | null): RowVitals | null =>
    vitals && {
      ...vitals,
      userNsPerCall: vitals.userNsPerCall / clients,
      systemNsPerCall: vitals.systemNsPerCall / clients,
    };
  return syntheticLaunches(shape).map((launch) => ({
    ...launch,
    throughput: shape.throughput === undefined ? launch.throughput * clients : launch.throughput,
    client: alone(launch.client),
    server: alone(launch.server),
    metrics,
  }));
}

/** The row that these launches make. */
export function rowOf(shape: SyntheticRowShape, launches: readonly Launch[]): Row {
  const { metrics = [] } = shape;
  const total = launches.reduce((sum, { calls }) => sum + calls, 0);
  const seconds = launches.reduce((sum, { calls, throughput }) => sum + calls / throughput, 0);
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
      client: vitalsOf(launches.map(({ client }) => client)),
      server: vitalsOf(launches.map(({ server }) => server)),
    },
  );
}

function range(values: readonly number[]): { readonly low: number; readonly high: number } {
  return { low: Math.min(...values), high: Math.max(...values) };
}

function vitalsOf(launches: readonly (RowVitals | null)[]): RowVitals | null {
  const known = launches.flatMap((vitals) => vitals ?? []);
  if (known.length === 0) return null;
  const average = (figure: keyof RowVitals): number =>
    known.reduce((sum, vitals) => sum + vitals[figure], 0) / known.length;
  return {
    cpu: average('cpu'),
    loopUtilisation: average('loopUtilisation'),
    userNsPerCall: average('userNsPerCall'),
    systemNsPerCall: average('systemNsPerCall'),
  };
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
