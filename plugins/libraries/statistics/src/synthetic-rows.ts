import type { Latency, Launch, Row, RowMetric, RowPeer } from '@wiretax/core';
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

/** The row of a transport among others: five launches at one place, of 50 µs; what differs is given. */
export function contenderRow(transport: string, changes: Partial<SyntheticRowShape> = {}): Row {
  const place = { bytes: 64, clients: 1, launches: 5, calls: 2000 };
  const shape = { p50Ns: 5e4, launchNoise: 0.02, seed: transport.length };
  return syntheticRow({ transport, ...place, ...shape, ...changes });
}

export function launchesOf(shape: SyntheticRowShape): readonly Launch[] {
  const { clients, metrics = [] } = shape;
  // Of clients that wait for each reply only one has the CPU.
  const alone = (peer: RowPeer): RowPeer => ({
    ...peer,
    userNsPerCall: peer.userNsPerCall / clients,
    systemNsPerCall: peer.systemNsPerCall / clients,
  });
  return syntheticLaunches(shape).map((launch) => ({
    ...launch,
    throughput: shape.throughput === undefined ? launch.throughput * clients : launch.throughput,
    peers: Object.fromEntries(Object.entries(launch.peers).map(([name, peer]) => [name, alone(peer)])),
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
      peers: peersOf(launches),
    },
  );
}

function range(values: readonly number[]): { readonly low: number; readonly high: number } {
  return { low: Math.min(...values), high: Math.max(...values) };
}

function peersOf(launches: readonly Launch[]): Row['peers'] {
  const [first] = launches;
  return Object.fromEntries(
    Object.entries(first?.peers ?? {}).map(([name, peer]) => {
      const all = launches.flatMap((launch) => launch.peers[name] ?? []);
      const average = (of: (each: RowPeer) => number): number =>
        all.reduce((sum, each) => sum + of(each), 0) / all.length;
      const averages = {
        cpu: average(({ cpu }) => cpu),
        loopUtilisation: average(({ loopUtilisation }) => loopUtilisation ?? 0),
        userNsPerCall: average(({ userNsPerCall }) => userNsPerCall),
        systemNsPerCall: average(({ systemNsPerCall }) => systemNsPerCall),
      };
      return [name, { ...peer, ...averages }];
    }),
  );
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
