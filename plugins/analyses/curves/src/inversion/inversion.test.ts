import type { Finding, Row } from '@wiretax/core';
import { sampleResults } from '@wiretax/core/testing';
import { syntheticRow, type SyntheticRowShape } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inversion } from './analysis.js';

function row(
  transport: string,
  p50Us: number,
  tailRatio: number,
  changes: Partial<SyntheticRowShape> = {},
): Row {
  return syntheticRow({
    transport,
    bytes: 65_536,
    clients: 500,
    launches: 5,
    calls: 4000,
    p50Ns: p50Us * 1e3,
    tailRatio,
    launchNoise: 0.03,
    seed: transport.length + Math.round(p50Us),
    ...changes,
  });
}

function found(...rows: readonly Row[]): readonly Finding[] {
  return inversion.analyse(sampleResults(rows));
}

test('the best mean with the worst P99, and the figures of the others', () => {
  const findings = found(row('tcp', 40, 12), row('rest', 100, 3), row('grpc', 90, 2));
  assert.is(findings.length, 1);
  const [finding] = findings;
  assert.ok(finding);
  assert.is(finding.id, 'inversion.64KiB.c500');
  assert.match(
    finding.statement,
    /^At 64KiB and 500 clients tcp has the best mean response time \([\d.]+ µs\) and the worst P99 \([\d.]+ µs\); mean and P99 of the others: grpc [\d.]+ µs and [\d.]+ µs and rest [\d.]+ µs and [\d.]+ µs\.$/,
  );
  assert.is(Object.keys(finding.numbers).length, 6);
  assert.is(finding.cells.length, 3);
});

test('nothing is said where the best mean has a middling tail, or is not clearly the best', () => {
  assert.equal(found(row('tcp', 40, 4), row('rest', 100, 3), row('grpc', 90, 2)), []);
  const noisy = { launchNoise: 0.2 };
  assert.equal(found(row('tcp', 88, 3, noisy), row('rest', 95, 2.8, noisy)), []);
});

test('cells of other sizes and levels are not compared', () => {
  assert.equal(found(row('tcp', 40, 12), row('rest', 100, 2, { clients: 100 })), []);
  assert.equal(found(row('tcp', 40, 12), row('rest', 100, 2, { bytes: 64 })), []);
});

test('under three launches nothing is said', () => {
  assert.equal(found(row('tcp', 40, 12, { launches: 2 }), row('rest', 100, 2, { launches: 2 })), []);
});

test('equal series bring no claim', () => {
  const claims = Array.from({ length: 200 }, (_, run) =>
    found(
      row('tcp', 100, 1.3, { calls: 1000, seed: 2 * run + 1 }),
      row('rest', 100, 1.3, { calls: 1000, seed: 2 * run + 2 }),
    ),
  ).flat();
  assert.ok(claims.length <= 10, String(claims.length));
});

test('rows that may not be used are left out, others are marked', () => {
  const struck = { verdicts: ['harness-limited'], reasons: ['the harness is no faster'] } as const;
  const bound = { verdicts: ['unsteady'], reasons: ['throughput had not settled'] } as const;
  const findings = found(row('tcp', 40, 12, bound), row('rest', 100, 2), row('grpc', 30, 2, struck));
  assert.is(findings.length, 1);
  assert.match(findings[0]?.statement ?? '', 'better mean');
  assert.equal(findings[0]?.caveats, [{ kind: 'unsteady', cells: ['tcp.64KiB.c500'] }]);
});

test.run();
