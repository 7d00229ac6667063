import type { Row } from '@wiretax/core';
import { sampleFailedRow, sampleResults } from '@wiretax/core/testing';
import { syntheticRow, type SyntheticRowShape } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { advice } from './analysis.js';

function row(transport: string, changes: Partial<SyntheticRowShape> = {}): Row {
  return syntheticRow({
    transport,
    bytes: 64,
    clients: 1,
    launches: 5,
    calls: 2000,
    p50Ns: 5e4,
    launchNoise: 0.02,
    seed: transport.length,
    ...changes,
  });
}

test('a finding for each corner of the matrix, the fastest on the median and at the tail', () => {
  const rows = [64, 4096, 65_536].flatMap((bytes) =>
    [1, 10, 500].flatMap((clients) => [
      row('tcp', { bytes, clients, tailRatio: clients === 1 ? 2 : 50 }),
      row('rest', { bytes, clients, p50Ns: 1e5 }),
    ]),
  );
  const findings = advice.analyse(sampleResults(rows));
  assert.equal(
    findings.map(({ id }) => id),
    ['advice.64B.c1', 'advice.64B.c500', 'advice.64KiB.c1', 'advice.64KiB.c500'],
  );
  const [low, high] = findings;
  assert.match(
    low?.statement ?? '',
    /^At 64B and 1 client: tcp has the lowest P50 \([\d.]+ µs\), rest (1\.9|2\.0)\d times as much/,
  );
  assert.match(high?.statement ?? '', 'tcp has the lowest P50');
  assert.match(high?.statement ?? '', 'rest has the lowest P99');
  assert.equal(low?.cells, ['tcp.64B.c1', 'rest.64B.c1']);
});

test('equal ones are not told apart', () => {
  const runs = Array.from({ length: 200 }, (_, seed) =>
    advice.analyse(sampleResults([row('tcp', { seed: 2 * seed + 1 }), row('rest', { seed: 2 * seed + 2 })])),
  ).flat();
  const silent = runs.filter(({ statement }) => statement.includes('no difference in P50 worth choosing by'));
  assert.ok(silent.length >= 190, String(silent.length));
});

test('one launch is not chosen by, doubtful rows are marked, and one transport has no rival', () => {
  const bound = { verdicts: ['client-bound'], reasons: ['the client was busy'] } as const;
  const one = { launches: 1, calls: 5000 };
  const [finding] = advice.analyse(
    sampleResults([row('tcp', one), row('rest', { ...one, p50Ns: 1e5, ...bound })]),
  );
  assert.match(finding?.statement ?? '', "one launch, no interval: look, don't choose by it");
  assert.match(finding?.statement ?? '', '(client-bound: rest.64B.c1)');
  assert.is(finding?.interval, undefined);
  assert.equal(advice.analyse(sampleResults([row('tcp'), sampleFailedRow({ transport: 'rest' })])), []);
  assert.equal(advice.analyse(sampleResults([row('tcp'), row('tcp', { clients: 10 })])), []);
});

test('of several codecs the plainest speaks', () => {
  const json = ['tcp', 'rest'].map((transport) => {
    const plain = row(transport);
    const cell = {
      ...plain.cell,
      id: `${plain.cell.id}.json`,
      codec: { use: 'json', options: {}, label: 'json' },
    };
    return { ...plain, cell };
  });
  const findings = advice.analyse(sampleResults([...json, row('tcp'), row('rest')]));
  assert.equal(
    findings.map(({ cells }) => cells),
    [['tcp.64B.c1', 'rest.64B.c1']],
  );
});

test.run();
