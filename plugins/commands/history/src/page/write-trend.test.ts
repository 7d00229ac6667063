import { fakeHost } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { TrendPoint } from '../cell-trend.js';
import { writeTrend } from './write-trend.js';

const before: TrendPoint = {
  run: '20260101-000000-quick-1',
  startedAt: '2026-01-01T00:00:00.000Z',
  name: 'quick',
  verdict: 'valid',
  launches: 5,
  value: 100_000,
  interval: { low: 95_000, high: 105_000, level: 0.95 },
  wakeNs: null,
  againstBefore: null,
  againstMedian: null,
  notes: [],
};
const after: TrendPoint = {
  ...before,
  run: '20260102-000000-quick-2',
  startedAt: '2026-01-02T00:00:00.000Z',
  value: 130_000,
  interval: { low: 125_000, high: 135_000, level: 0.95 },
  againstBefore: { change: 0.3, interval: null, intervals: 'apart' },
  againstMedian: 0.3,
  notes: ['kernel 7.0.0, was 6.18 <b>'],
};

const order = {
  cell: 'tcp.64B.c1',
  figure: 'p50',
  broken: [{ id: 'old', reason: 'schema 0' }],
  out: '.wiretax',
} as const;

async function pageOf(points: readonly TrendPoint[]): Promise<string> {
  const host = fakeHost();
  const path = await writeTrend(host, points, order);
  assert.is(path, '.wiretax/history.tcp.64B.c1.p50.html');
  return host.files.read(path);
}

test('a cell over runs: how the newest stands, the curve, each run with what changed', async () => {
  const page = await pageOf([before, after]);
  assert.match(page, 'In the newest of 2 runs P50 of response time is 130 µs (125 µs to 135 µs).');
  assert.match(page, 'Against the run before it is +30.0 %: the intervals are apart.');
  assert.match(page, /data-value="20260102-000000-quick-2, 2026-01-02 00:00: 130 µs \([^"]*kernel 7\.0\.0/);
  assert.match(page, '<li>kernel 7.0.0, was 6.18 &#60;b&#62;</li>');
  assert.match(page, "old can't be read: schema 0.");
  const table = page.slice(page.indexOf('id="runs"'));
  assert.ok(table.indexOf('quick-2<') < table.indexOf('quick-1<'));
});

test('one run has no curve', async () => {
  const page = await pageOf([before]);
  assert.not.match(page, 'id="trend"');
  assert.match(page, 'In the newest of 1 run P50');
});

test.run();
