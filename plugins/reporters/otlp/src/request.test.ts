import { sampleChecks, sampleFailedRow, sampleResults, sampleRow, sampleTrial } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { metricsRequest } from './request.js';

interface Point {
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
  readonly startTimeUnixNano?: string;
  readonly timeUnixNano: string;
  readonly count?: string;
  readonly scale?: number;
  readonly positive?: { readonly offset: number; readonly bucketCounts: readonly string[] };
  readonly asInt?: string;
}

interface Metric {
  readonly name: string;
  readonly unit: string;
  readonly exponentialHistogram?: {
    readonly dataPoints: readonly Point[];
    readonly aggregationTemporality: number;
  };
  readonly gauge?: { readonly dataPoints: readonly Point[] };
}

/** As it is sent. */
function metricsOf(...given: Parameters<typeof sampleResults>): readonly Metric[] {
  const request = JSON.parse(JSON.stringify(metricsRequest(sampleResults(...given)))) as {
    readonly resourceMetrics: readonly {
      readonly scopeMetrics: readonly { readonly metrics: readonly Metric[] }[];
    }[];
  };
  return request.resourceMetrics.flatMap(({ scopeMetrics }) =>
    scopeMetrics.flatMap(({ metrics }) => metrics),
  );
}

test('a data point is of the time of its trial, in which its window lies', () => {
  const row = sampleRow();
  const trials = [sampleTrial(row.cell, { trial: 1 })];
  const [point] = metricsOf([row], { trials })[0]?.exponentialHistogram?.dataPoints ?? [];
  const lengthNs = BigInt(point?.timeUnixNano ?? 0) - BigInt(point?.startTimeUnixNano ?? 0);
  assert.is(Number(lengthNs), trials[0]?.durationNs);
  assert.ok(Number(lengthNs) > (trials[0]?.measured?.durationNs ?? Infinity));
});

test('each launch is a data point of its cell, as the JSON of the protocol has it', () => {
  const row = sampleRow();
  const metrics = metricsOf([row], { checks: sampleChecks() });
  assert.equal(
    metrics.map(({ name, unit }) => `${name} ${unit}`),
    ['wiretax.response s', 'wiretax.service s', 'wiretax.throughput {call}/s', 'wiretax.check.held 1'],
  );
  const histogram = metrics[0]?.exponentialHistogram;
  assert.ok(histogram);
  assert.is(histogram.aggregationTemporality, 1);
  assert.is(histogram.dataPoints.length, row.launches.length);
  for (const [index, point] of histogram.dataPoints.entries()) {
    const { response, startedAt } = row.launches[index] ?? {};
    const calls = response?.counts.reduce((sum, count) => sum + count, 0);
    assert.is(point.count, String(calls));
    const told = (point.positive?.bucketCounts ?? []).reduce((sum, count) => sum + Number(count), 0);
    assert.is(told, calls);
    assert.ok(point.positive?.bucketCounts.every((count) => typeof count === 'string'));
    assert.match(point.startTimeUnixNano ?? '', /^\d{19}$/);
    assert.is(Number(BigInt(point.startTimeUnixNano ?? 0) / 1_000_000n), Date.parse(startedAt ?? ''));
    assert.ok(BigInt(point.timeUnixNano) > BigInt(point.startTimeUnixNano ?? 0));
  }
  const attributes = new Map(histogram.dataPoints[0]?.attributes.map(({ key, value }) => [key, value]));
  assert.equal(attributes.get('wiretax.cell'), { stringValue: row.cell.id });
  assert.equal(attributes.get('wiretax.request_bytes'), { intValue: '64' });
  assert.equal(attributes.get('wiretax.struck'), { boolValue: false });
});

test('what a check came to is 1 or 0, and nothing where it is open', () => {
  const points = metricsOf([], { checks: sampleChecks() }).find(({ name }) => name === 'wiretax.check.held');
  assert.equal(
    points?.gauge?.dataPoints.map(({ asInt }) => asInt),
    ['0', '1'],
  );
});

test('rows without a launch, and a run without rows, have no data points', () => {
  assert.equal(metricsOf([sampleFailedRow()]), []);
  assert.equal(metricsOf([]), []);
});

test.run();
