import type { Finding, Row } from '@wiretax/core';
import { applyPlugin, fakeHost, sampleFailedRow, sampleResults } from '@wiretax/core/testing';
import { syntheticRow, type SyntheticRowShape } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import plugin from '../index.js';

function level(clients: number, changes: Partial<SyntheticRowShape> = {}): Row {
  return syntheticRow({
    transport: 'tcp',
    bytes: 65_536,
    clients,
    launches: 5,
    calls: 2000,
    p50Ns: 1e5 * Math.max(1, clients / 20),
    tailRatio: clients > 20 ? 12 : 2,
    throughput: Math.min(clients, 20) * 1e4,
    seed: clients,
    ...changes,
  });
}

const levels = [1, 10, 50, 100];

function only(rows: readonly Row[], settings = {}): Finding {
  const analysis = applyPlugin(plugin, fakeHost(), { knee: settings }).analyses.need('knee').contribution;
  const [finding, ...others] = analysis.analyse(sampleResults(rows));
  assert.is(others.length, 0);
  assert.ok(finding);
  return finding;
}

test('definitions that agree are one statement', () => {
  const { id, statement, numbers, cells } = only(
    levels.map((clients) => level(clients)),
    { slo: 1.5 },
  );
  assert.is(id, 'knee.tcp.64KiB');
  assert.ok(
    statement.startsWith(
      'Knee of tcp at 64KiB: between 10 and 50 clients by throughput (twice the clients add less than 10 %), ' +
        'SLO (P99 over 1.50 ms) and amplification (P99 over 5 times P50); by throughput it is near 20.0 (95 %: ',
    ),
    statement,
  );
  assert.is(numbers['sloNs'], 1.5e6);
  assert.is(numbers['throughputAboveClients'], 10);
  assert.is(numbers['throughputBelowClients'], 50);
  assert.is(cells.length, 4);
});

test('definitions that disagree say so, each with its levels', () => {
  const { statement, numbers } = only(
    levels.map((clients) => level(clients, { tailRatio: 2 })),
    { slo: 0.9, amplification: 3 },
  );
  assert.match(statement, 'between 10 and 50 clients by throughput');
  assert.match(statement, 'between 50 and 100 clients by SLO (P99 over 900 µs)');
  assert.match(statement, 'not up to 100 clients by amplification (P99 over 3 times P50)');
  assert.match(statement, 'the definitions disagree');
  assert.is(numbers['amplificationNotUpToClients'], 100);
  assert.is(numbers['amplificationClients'], undefined);
});

test('without a stated SLO it is ten times the P99 at the lowest level, and said', () => {
  const { statement, numbers } = only(levels.map((clients) => level(clients)));
  assert.match(statement, 'SLO (none stated: 10 times the P99 of 1 client)');
  assert.ok(Math.abs((numbers['sloNs'] ?? 0) / 2e6 - 1) < 0.1);
});

test('a limit that the lowest level exceeds', () => {
  const { statement } = only(
    levels.map((clients) => level(clients, { tailRatio: 12 })),
    { slo: 0.1 },
  );
  assert.match(statement, 'already at 1 client by SLO (P99 over 100 µs) and amplification');
});

test('rows that may not be used are left out, and others are marked', () => {
  const struck = { verdicts: ['harness-limited'], reasons: ['the harness is no faster'] } as const;
  const bound = { verdicts: ['client-bound'], reasons: ['the client was busy'] } as const;
  const { cells, caveats } = only([
    level(1),
    level(10, struck),
    level(50, bound),
    level(100),
    sampleFailedRow({ bytes: 65_536, clients: 500 }),
  ]);
  assert.equal(cells, ['tcp.64KiB.c1', 'tcp.64KiB.c50', 'tcp.64KiB.c100']);
  assert.equal(caveats, [{ kind: 'client-bound', cells: ['tcp.64KiB.c50'] }]);
});

test('one launch gives levels and no interval', () => {
  const { statement, interval, caveats } = only(levels.map((clients) => level(clients, { launches: 1 })));
  assert.is(interval, undefined);
  assert.match(statement, 'between 10 and 50 clients by throughput');
  assert.is(caveats?.[0]?.kind, 'order-only');
});

test.run();
