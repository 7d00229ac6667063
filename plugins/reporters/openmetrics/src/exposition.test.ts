import { sampleChecks, sampleFailedRow, sampleResults, sampleRow } from '@wiretax/core/testing';
import { hostileTexts } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { boundText, exposition } from './exposition.js';
import { metricFamilies } from './families.js';
import { boundsS } from './histogram.js';
import { parseOpenMetrics, type ParsedFamily } from './openmetrics.test.support.js';

function parsed(...given: Parameters<typeof sampleResults>): ReadonlyMap<string, ParsedFamily> {
  const text = exposition(metricFamilies(sampleResults(...given)));
  return new Map(parseOpenMetrics(text).map((family) => [family.name, family]));
}

test('a run is a valid exposition, with units as suffixes', () => {
  const controls = [{ ...sampleRow({ transport: 'null' }), control: true }];
  const families = parsed([sampleRow(), sampleRow({ transport: 'grpc' })], {
    controls,
    checks: sampleChecks(),
  });
  assert.equal(
    [...families.values()].map(({ name, type, unit }) => `${name} ${type} ${unit ?? ''}`.trim()),
    [
      'wiretax_run_info gauge',
      'wiretax_run_start_time_seconds gauge seconds',
      'wiretax_failed_launches gauge',
      'wiretax_check gauge',
      'wiretax_cell_info gauge',
      'wiretax_response_seconds histogram seconds',
      'wiretax_service_seconds histogram seconds',
      'wiretax_calls counter',
      'wiretax_failed_calls counter',
      'wiretax_throughput_calls_per_second gauge calls_per_second',
      'wiretax_cpu_per_call_seconds gauge seconds',
    ],
  );
});

test('buckets count what is at most their bound, over all launches', () => {
  const row = sampleRow({ p50Us: 100, calls: 3000 });
  const samples = parsed([row]).get('wiretax_response_seconds')?.samples ?? [];
  const buckets = samples.filter(({ name }) => name.endsWith('_bucket'));
  assert.is(buckets.length, boundsS.length + 1);
  for (const { labels, value } of buckets) {
    const bound = labels['le'] === '+Inf' ? Infinity : Number(labels['le']);
    const expected = row.launches.flatMap(({ response: { valuesNs, counts } }) =>
      counts.filter((_, index) => (valuesNs[index] ?? 0) / 1e9 <= bound),
    );
    assert.is(
      value,
      expected.reduce((sum, count) => sum + count, 0),
      labels['le'],
    );
  }
  const sum = samples.find(({ name }) => name.endsWith('_sum'))?.value ?? 0;
  const count = samples.find(({ name }) => name.endsWith('_count'))?.value ?? 0;
  assert.ok(Math.abs(sum - ((row.response.mean ?? 0) * count) / 1e9) < 1e-9);
});

test('bounds are spelt as Go does, and each once', () => {
  assert.equal(boundsS.map(boundText).slice(0, 8), [
    '1e-06',
    '2e-06',
    '5e-06',
    '1e-05',
    '2e-05',
    '5e-05',
    '0.0001',
    '0.0002',
  ]);
  assert.equal(boundsS.map(boundText).slice(-4), ['5.0', '10.0', '20.0', '50.0']);
});

test('without a sum there is no count either', () => {
  const row = sampleRow();
  const samples = parsed([{ ...row, response: { ...row.response, mean: null } }]).get(
    'wiretax_response_seconds',
  )?.samples;
  assert.equal([...new Set(samples?.map(({ name }) => name))], ['wiretax_response_seconds_bucket']);
});

test('what reads the older format finds nothing in it that it would refuse', () => {
  const text = exposition(metricFamilies(sampleResults([sampleRow()], { checks: sampleChecks() })));
  for (const [, type] of text.matchAll(/^# TYPE \S+ (.+)$/gm))
    assert.match(type ?? '', /^(?:gauge|counter|histogram)$/);
  // Its help knows no escaped quotes.
  for (const [, help] of text.matchAll(/^# HELP \S+ (.+)$/gm)) assert.not.match(help ?? '', /"/);
});

test('a check has all its states, of which one holds', () => {
  const samples = parsed([], { checks: sampleChecks() }).get('wiretax_check')?.samples ?? [];
  assert.is(samples.length, 9);
  assert.equal(
    samples
      .filter(({ value }) => value === 1)
      .map(({ labels }) => `${String(labels['by'])} ${String(labels['outcome'])}`),
    ['threshold crossed', 'threshold held', 'gate open'],
  );
});

test('a row without a launch has no figures, and a run without rows no families of them', () => {
  const failed = parsed([sampleFailedRow()]);
  assert.not(failed.has('wiretax_response_seconds'));
  assert.is(failed.get('wiretax_cell_info')?.samples[0]?.labels['verdict'], 'failed');
  assert.equal(
    [...parsed([]).keys()],
    ['wiretax_run_info', 'wiretax_run_start_time_seconds', 'wiretax_failed_launches'],
  );
});

test('names that were chosen to do harm stay within their label', () => {
  for (const name of [...hostileTexts, 'a"b\\c\nd{e="f"} 1\n# EOF\n']) {
    const [check] = sampleChecks();
    assert.ok(check);
    const families = parsed([sampleRow({ transport: name })], { checks: [{ ...check, title: name }] });
    assert.is(families.get('wiretax_check')?.samples.length, 3);
  }
  const [check] = sampleChecks();
  assert.ok(check);
  const families = parsed([], { checks: [{ ...check, title: 'a"b\\c' }] });
  assert.is(families.get('wiretax_check')?.samples[0]?.labels['title'], 'a"b\\c');
});

test('the parser of these tests refuses what the specification does', () => {
  for (const [text, why] of [
    ['# TYPE a gauge\na 1\n', 'EOF'],
    ['# TYPE a gauge\na 1\n# EOF', 'no end'],
    ['# TYPE a gauge\na{b="c} 1\n# EOF\n', 'no label'],
    ['# TYPE a gauge\nb 1\n# EOF\n', 'no sample'],
    ['# TYPE a counter\na 1\n# EOF\n', 'no sample'],
    ['# TYPE a gauge\n# UNIT a seconds\na 1\n# EOF\n', 'suffix'],
    ['# TYPE a gauge\na 1\na 2\n# EOF\n', 'same labels'],
    ['# TYPE a histogram\na_bucket{le="1.0"} 2\na_count 2\n# EOF\n', 'Inf'],
    ['# TYPE a histogram\na_bucket{le="+Inf"} 2\na_count 2\n# EOF\n', 'without the other'],
    ['# TYPE a histogram\na_bucket{le="1.0"} 2\na_bucket{le="+Inf"} 1\na_count 1\n# EOF\n', 'cumulative'],
  ] as const) {
    assert.throws(() => parseOpenMetrics(text), new RegExp(why), text);
  }
});

test.run();
