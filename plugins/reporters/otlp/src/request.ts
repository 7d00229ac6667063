import type { Launch, Results, Row, TrialRecord } from '@wiretax/core';
import { cellColumns, isStruck } from '@wiretax/core/record';
import { exponentialBuckets } from './exponential.js';

// JSON of OTLP: lower camel case, 64-bit numbers as text, enumerations as numbers.

type Attribute = readonly [key: string, value: string | number | boolean];
const delta = 1;

/** The metrics of a run as an ExportMetricsServiceRequest: one data point for each launch, dated to its trial, in which its window lies. */
export function metricsRequest(results: Results): object {
  const { manifest } = results;
  const rows = [...results.rows, ...results.controls];
  const resource: readonly Attribute[] = [
    ['service.name', 'wiretax'],
    ['service.version', manifest.wiretax],
    ['wiretax.run', manifest.id],
    ['wiretax.experiment', manifest.experiment.name],
    ['process.runtime.name', 'nodejs'],
    ['process.runtime.version', manifest.machine.node],
    ['host.arch', manifest.machine.architecture],
    ...(manifest.machine.cpuModel === null
      ? []
      : [['host.cpu.model.name', manifest.machine.cpuModel] as const]),
  ];
  const metrics = [...histograms(rows, results.trials), throughput(rows, results.trials), checks(results)];
  return {
    resourceMetrics: [
      {
        resource: { attributes: attributesOf(resource) },
        scopeMetrics: [{ scope: { name: 'wiretax', version: manifest.wiretax }, metrics: metrics.flat() }],
      },
    ],
  };
}

function histograms(rows: readonly Row[], trials: readonly TrialRecord[]): readonly object[] {
  return (['response', 'service'] as const).flatMap((series) => {
    const dataPoints = pointsOf(rows, trials, (launch, trial) => {
      const { scale, offset, counts, zeroCount } = exponentialBuckets(launch[series]);
      const latency = trial?.measured?.[series];
      const count = zeroCount + counts.reduce((sum, each) => sum + each, 0);
      return {
        count: String(count),
        ...seconds('sum', latency === undefined || latency.mean === null ? null : latency.mean * count),
        ...seconds('min', latency?.min ?? null),
        ...seconds('max', latency?.max ?? null),
        scale,
        zeroCount: String(zeroCount),
        positive: { offset, bucketCounts: counts.map(String) },
      };
    });
    if (dataPoints.length === 0) return [];
    const exponentialHistogram = { dataPoints, aggregationTemporality: delta };
    return [{ name: `wiretax.${series}`, description: meanings[series], unit: 's', exponentialHistogram }];
  });
}

const meanings = {
  response: 'From when the caller was ready to the reply.',
  service: 'From the start of the call to the reply.',
};

function seconds(key: string, ns: number | null): object {
  return ns === null ? {} : { [key]: ns / 1e9 };
}

function throughput(rows: readonly Row[], trials: readonly TrialRecord[]): readonly object[] {
  const dataPoints = pointsOf(rows, trials, (launch) => ({ asDouble: launch.throughput }));
  if (dataPoints.length === 0) return [];
  return [
    { name: 'wiretax.throughput', description: 'Calls over time.', unit: '{call}/s', gauge: { dataPoints } },
  ];
}

/** 1 where a check held and 0 where it was crossed; none where it is open. */
function checks({ checks: all, manifest }: Results): readonly object[] {
  const at = unixNano(Date.parse(manifest.startedAt));
  const dataPoints = all
    .filter(({ outcome }) => outcome !== 'open')
    .map(({ id, by, title, outcome }) => ({
      attributes: attributesOf([
        ['wiretax.check', id],
        ['wiretax.by', by],
        ['wiretax.title', title],
      ]),
      timeUnixNano: at,
      asInt: outcome === 'held' ? '1' : '0',
    }));
  if (dataPoints.length === 0) return [];
  return [
    { name: 'wiretax.check.held', description: 'Thresholds and gates.', unit: '1', gauge: { dataPoints } },
  ];
}

/** Of each launch of each row, in the order in which they ran, as their times must rise. */
function pointsOf(
  rows: readonly Row[],
  trials: readonly TrialRecord[],
  of: (launch: Launch, trial: TrialRecord | undefined) => object,
): readonly object[] {
  const byKey = new Map(trials.map((trial) => [`${trial.cell} ${String(trial.trial)}`, trial]));
  return rows.flatMap((row) => {
    const attributes = attributesOf(cellAttributes(row));
    return row.launches.map((launch) => {
      const trial = byKey.get(`${row.cell.id} ${String(launch.trial)}`);
      const beganMs = Date.parse(launch.startedAt);
      const lengthMs = (trial?.durationNs ?? 0) / 1e6;
      return {
        attributes,
        startTimeUnixNano: unixNano(beganMs),
        timeUnixNano: unixNano(beganMs + Math.max(1, Math.ceil(lengthMs))),
        ...of(launch, trial),
      };
    });
  });
}

function cellAttributes(row: Row): readonly Attribute[] {
  return [
    ['wiretax.cell', row.cell.id],
    ...cellColumns().map(({ name, of }): Attribute => [`wiretax.${name}`, of(row.cell)]),
    ['wiretax.verdict', row.verdict],
    ['wiretax.struck', isStruck(row)],
    ['wiretax.ceiling', row.control],
  ];
}

function attributesOf(attributes: readonly Attribute[]): readonly object[] {
  return attributes.map(([key, value]) => ({ key, value: valueOf(value) }));
}

function valueOf(value: Attribute[1]): object {
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'string') return { stringValue: value };
  return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

function unixNano(ms: number): string {
  return `${String(Math.round(ms))}000000`;
}
