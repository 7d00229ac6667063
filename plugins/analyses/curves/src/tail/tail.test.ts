import type { Finding, Row } from '@wiretax/core';
import { sampleFailedRow, sampleResults } from '@wiretax/core/testing';
import { syntheticRow, type SyntheticRowShape } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { tail } from './analysis.js';

function row(clients: number, tailRatio: number, changes: Partial<SyntheticRowShape> = {}): Row {
  return syntheticRow({
    transport: 'tcp',
    bytes: 65_536,
    clients,
    launches: 5,
    calls: 4000,
    p50Ns: 1e5,
    tailRatio,
    launchNoise: 0.03,
    seed: clients,
    ...changes,
  });
}

function only(rows: readonly Row[]): Finding {
  const [finding, ...others] = tail.analyse(sampleResults(rows));
  assert.is(others.length, 0);
  assert.ok(finding);
  return finding;
}

test('one finding a series: from what to what it goes, where, and all figures', () => {
  const { id, statement, numbers, interval, cells } = only([row(1, 2), row(50, 20), row(500, 12)]);
  assert.is(id, 'tail.tcp.64KiB');
  assert.match(
    statement,
    /^Tail of tcp at 64KiB: P99 is between [\d.]+ times \(95 %: [\d.]+ to [\d.]+\) P50 at 1 client and [\d.]+ times \(95 %: [\d.]+ to [\d.]+\) P50 at 50 clients; the highest P99\.9 is [\d.]+ times P50, at 50 clients\.$/,
  );
  assert.is(numbers['worstClients'], 50);
  assert.ok(Math.abs((numbers['c50.p99OverP50'] ?? 0) / 20 - 1) < 0.15);
  assert.ok((numbers['c1.p999OverP50Low'] ?? 0) < (numbers['c1.p999OverP50High'] ?? 0));
  assert.ok(interval !== undefined && interval.low < 20 * 1.1 && interval.high > 20 * 0.9);
  assert.is(cells.length, 3);
});

test('levels that are alike are not told apart', () => {
  const equal = Array.from({ length: 100 }, (_, run) =>
    only(
      [1, 10, 50, 100, 500].map((clients) => row(clients, 2, { calls: 1000, seed: 1000 * run + clients })),
    ),
  );
  const silent = equal.filter(({ statement }) =>
    statement.includes('whether the two differ is not known yet'),
  );
  assert.ok(silent.length >= 95, String(silent.length));
  // Of each of the two, as of a sentence that tells of several an interval behind it would be of none.
  assert.match(
    silent[0]?.statement ?? '',
    /P99 is \S+ times \(95 %: .*\) P50 at .* and .* \(95 %: .*\) P50 at .*; whether/,
  );
});

test('over size where there is one level', () => {
  const { id, statement, numbers } = only([row(1, 2, { bytes: 64 }), row(1, 9)]);
  assert.is(id, 'tail.tcp.c1');
  assert.match(statement, 'Tail of tcp at 1 client: P99 is');
  assert.match(statement, 'at 64B and');
  assert.is(numbers['worstBytes'], 65_536);
  assert.ok('b64.p99OverP50' in numbers);
});

test('one row, and few calls', () => {
  assert.match(
    only([row(1, 2)]).statement,
    /^Tail of tcp at 1 client: P99 is [\d.]+ times \(95 %: .*\) P50 at 64KiB; /,
  );
  // Enough for a P99 only.
  const { statement, numbers } = only([row(1, 2, { launches: 3, calls: 600 })]);
  assert.not.match(statement, 'P99.9');
  assert.not.ok('b65536.p999OverP50' in numbers);
  assert.equal(tail.analyse(sampleResults([row(1, 2, { launches: 1, calls: 500 })])), []);
});

test('failed rows are left out, others are marked; one launch has no interval', () => {
  const bound = { verdicts: ['client-bound'], reasons: ['the client was busy'] } as const;
  const one = { launches: 1, calls: 10_000 };
  const { statement, cells, interval, caveats } = only([
    row(1, 2, one),
    row(50, 20, { ...bound, ...one }),
    sampleFailedRow({ bytes: 65_536, clients: 500 }),
  ]);
  assert.is(cells.length, 2);
  assert.is(interval, undefined);
  assert.match(
    statement,
    /P99 is \S+ times P50 at 1 client and \S+ times P50 at 50 clients; whether the two differ is not known yet; the highest P99\.9 is/,
  );
  assert.equal(
    caveats?.map(({ kind }) => kind),
    ['order-only', 'client-bound'],
  );
  assert.equal(caveats?.[1]?.cells, ['tcp.64KiB.c50']);
});

test.run();
