import type { Cell } from '../../contract/cell.js';
import type { Distribution, Launch, Range, Row, RowMetric } from '../../contract/row.js';
import type { EvidenceRecord, TrialRecord } from '../../contract/trial-record.js';
import type { Latency, Measured } from '../../contract/measured.js';
import { type Buckets, merged, noBuckets, summarise, toDistribution } from './buckets.js';
import { type Series, series } from './series.js';
import { type Completed, isCompleted } from '../store/completed.js';
import { limitOf } from './limit.js';
import { rowPeers } from './row-peers.js';
import { judgeRow } from './row-verdict.js';
import { pooledPeers } from './seen-peers.js';
import { sumOf } from './sum-of.js';
import { tallyOf } from './tally.js';

/** One cell over its launches. `histograms` are those of the completed trials, in their order. */
export function buildRow(
  cell: Cell,
  control: boolean,
  planned: number,
  trials: readonly TrialRecord[],
  histograms: Readonly<Record<Series, readonly Buckets[]>>,
): Row {
  const completed = trials.filter(isCompleted);
  const failed = trials.filter(({ status }) => status === 'failed');
  const measured = completed.map((trial) => trial.measured);
  const latency = Object.fromEntries(
    series.map((name) => [
      name,
      mergeLatency(
        histograms[name],
        measured.map((window) => window[name]),
      ),
    ]),
  ) as Record<Series, Latency>;
  const { response } = latency;
  return {
    cell,
    control,
    trials: { completed: completed.length, failed: failed.length, planned },
    calls: sumOf(measured, ({ calls }) => calls),
    failedCalls: sumOf(measured, ({ failedCalls }) => failedCalls),
    tally: tallyOf(measured),
    throughput: throughputOf(measured),
    ...latency,
    tailRatio: response.p99 === null || response.p50 === null ? null : response.p99 / response.p50,
    launches: completed.map((trial, index) => launchOf(trial, histograms, index)),
    spread: spreadOf(measured),
    peers: rowPeers(completed),
    limit: limitOf(pooledPeers(completed)),
    metrics: mergeMetrics(completed),
    ...judgeRow(cell, control, trials),
  };
}

function launchOf(
  record: Completed,
  histograms: Readonly<Record<Series, readonly Buckets[]>>,
  index: number,
): Launch {
  const { trial, session, startedAt, measured, yardstick } = record;
  const distribution = (name: Series): Distribution =>
    toDistribution(histograms[name][index] ?? noBuckets, measured[name].overflow);
  return {
    trial,
    ...(session === undefined ? {} : { session }),
    startedAt,
    ...(yardstick === undefined ? {} : { yardstick }),
    calls: measured.calls,
    throughput: measured.throughput,
    response: distribution('response'),
    service: distribution('service'),
    peers: rowPeers([record]),
    metrics: mergeMetrics([record]),
    ...(measured.pauses === undefined ? {} : { pauses: measured.pauses }),
  };
}

/** Launches weigh by their time: each rate times its window, over all windows. */
function throughputOf(measured: readonly Measured[]): number | null {
  const timeNs = sumOf(measured, ({ durationNs }) => durationNs);
  return timeNs === 0
    ? null
    : sumOf(measured, ({ throughput, durationNs }) => throughput * durationNs) / timeNs;
}

/** Buckets are added; count, mean, minimum and maximum come from the exact figures kept beside them. */
function mergeLatency(histograms: readonly Buckets[], parts: readonly Latency[]): Latency {
  const filled = parts.filter(({ count }) => count > 0);
  // What a launch doesn't know lies beyond the range, where the least of all is only if nothing else is.
  const least = Math.min(...filled.map(({ min }) => min ?? Number.POSITIVE_INFINITY));
  const known = filled.every(({ mean, max }) => mean !== null && max !== null);
  return summarise(merged(histograms), {
    count: sumOf(filled, ({ count }) => count),
    sum: known ? sumOf(filled, ({ mean, count }) => (mean ?? 0) * count) : null,
    min: Number.isFinite(least) ? least : null,
    max: known ? Math.max(...filled.map(({ max }) => max ?? 0)) : null,
    overflow: sumOf(filled, ({ overflow }) => overflow),
  });
}

function spreadOf(measured: readonly Measured[]): Row['spread'] {
  if (measured.length < 2) return null;
  const p50 = rangeOf(measured.map(({ response }) => response.p50));
  const throughput = rangeOf(measured.map((window) => window.throughput));
  return p50 === null || throughput === null
    ? null
    : { throughput, p50, p99: rangeOf(measured.map(({ response }) => response.p99)) };
}

function rangeOf(values: readonly (number | null)[]): Range | null {
  const numbers = values.filter((value) => value !== null);
  return numbers.length < values.length ? null : { low: Math.min(...numbers), high: Math.max(...numbers) };
}

function mergeMetrics(trials: readonly TrialRecord[]): readonly RowMetric[] {
  const merged = new Map<
    string,
    {
      metric: Omit<RowMetric, 'value' | 'perCall' | 'comparable'>;
      values: number[];
      calls: number;
      comparable: boolean;
    }
  >();
  for (const { evidence } of trials) {
    for (const record of evidence) {
      const { collector, peer, window, metrics, calls } = record;
      for (const { name, unit, kind, value } of metrics) {
        const key = [collector, peer, window, name].join(' ');
        const entry = merged.get(key) ?? {
          metric: { collector, peer, window, name, unit, kind },
          values: [],
          calls: 0,
          comparable: true,
        };
        entry.values.push(value);
        entry.comparable &&= isComparable(record);
        entry.calls += calls;
        merged.set(key, entry);
      }
    }
  }
  return [...merged.values()].map(({ metric, values, calls, comparable }) => {
    const sum = sumOf(values, (value) => value);
    return metric.kind === 'counter'
      ? { ...metric, value: sum, perCall: calls === 0 ? null : sum / calls, comparable }
      : { ...metric, value: sum / values.length, perCall: null, comparable };
  });
}

/** How far the throughput of a pass may be from the measured one. */
const comparableChange = 0.1;

function isComparable({ window, observer }: EvidenceRecord): boolean {
  if (window === 'measure') return true;
  return Math.abs(observer?.throughput ?? Number.POSITIVE_INFINITY) <= comparableChange;
}
