import type { Row } from '@wiretax/core';
import { sampleFailedRow, sampleResults } from '@wiretax/core/testing';
import { contenderRow as row } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { advice } from './analysis.js';

function statements(rows: readonly Row[]): readonly string[] {
  return advice.analyse(sampleResults(rows)).map(({ statement }) => statement);
}

test('a finding for each corner of the matrix and each figure: the fastest on the median and at the tail', () => {
  const rows = [64, 4096, 65_536].flatMap((bytes) =>
    [1, 10, 500].flatMap((clients) => [
      row('tcp', { bytes, clients, tailRatio: clients === 1 ? 2 : 50 }),
      row('rest', { bytes, clients, p50Ns: 1e5 }),
    ]),
  );
  const findings = advice.analyse(sampleResults(rows));
  const corners = ['64B-1-client', '64B-500-clients', '64KiB-1-client', '64KiB-500-clients'];
  assert.equal(
    findings.map(({ id }) => id),
    ['p50', 'p99'].flatMap((figure) => corners.map((corner) => `advice.${corner}.${figure}`)),
  );
  const of = (id: string): string => findings.find((one) => one.id === id)?.statement ?? '';
  assert.match(
    of('advice.64B-1-client.p50'),
    /^At 64B, 1 client, by P50: tcp \([\d.]+ µs\) is faster than rest by (1\.9|2\.0)\d times \(95 %: .*\)\.$/,
  );
  assert.match(of('advice.64B-500-clients.p50'), /tcp \(.*\) is faster than rest/);
  assert.match(of('advice.64B-500-clients.p99'), /rest \(.*\) is faster than tcp/);
  assert.equal(findings[0]?.cells, ['tcp.64B.c1', 'rest.64B.c1']);
});

test('equal ones are not told apart', () => {
  const runs = Array.from({ length: 200 }, (_, seed) =>
    statements([row('tcp', { seed: 2 * seed + 1 }), row('rest', { seed: 2 * seed + 2 })]),
  ).flat();
  const chosen = runs.filter(
    (statement) => statement.includes('by P50') && statement.includes('is faster than'),
  );
  assert.ok(chosen.length <= 10, String(chosen.length));
});

test('what is undecided is not called equal', () => {
  const launchesOf = (transport: string, p50sNs: readonly number[]): Row => ({
    ...row(transport),
    launches: p50sNs.flatMap((p50Ns) => row(transport, { p50Ns, launches: 1, launchNoise: 0 }).launches),
  });
  const [unsure = ''] = statements([
    launchesOf('tcp', [1e4, 1.1e4, 9e4]),
    launchesOf('rest', [2e4, 3e5, 9e5]),
  ]);
  assert.match(
    unsure,
    /: whether tcp or rest is faster is not known yet, (about \d+|more than 50) launches would tell\.$/,
  );
  const still = { launchNoise: 0, calls: 100_000 };
  const [equal = ''] = statements([row('tcp', still), row('rest', { ...still, seed: 9 })]);
  assert.match(equal, /by P50: (tcp and rest|rest and tcp) are equal within 3 %\.$/);
});

test('the one that keeps the best from being chosen is named', () => {
  const launches = [7e4, 2e5, 9e5].flatMap((p50Ns) => row('grpc', { p50Ns, launches: 1 }).launches);
  const rows = [row('tcp'), row('rest', { p50Ns: 6e4 }), { ...row('grpc', { launches: 1 }), launches }];
  const [finding] = advice.analyse(sampleResults(rows));
  assert.match(finding?.statement ?? '', 'whether tcp or grpc is faster is not known yet');
  assert.ok((finding?.numbers['rivalOverBest'] ?? 0) > 3);
});

test('without an interval nothing is advised', () => {
  assert.equal(
    statements([row('tcp'), row('rest', { p50Ns: 1e5 }), row('grpc', { p50Ns: 2e5, launches: 1 })]),
    [],
  );
});

test('a choice that is certain alone may be chance among many', () => {
  const places = [64, 65_536].flatMap((bytes) => [1, 500].map((clients) => ({ bytes, clients })));
  const p50Ns = (index: number): number => 5e4 * (1 + 0.035 * index);
  const all = Array.from({ length: 20 }, (_, seed) =>
    advice.analyse(
      sampleResults(
        places.flatMap((place) =>
          ['tcp', 'rest', 'grpc'].map((transport, index) =>
            row(transport, { ...place, p50Ns: p50Ns(index), seed: seed * 10 + index }),
          ),
        ),
      ),
    ),
  ).flat();
  const doubted = all.filter(
    ({ statement, interval }) => statement.includes('not known yet') && (interval?.low ?? 0) > 1,
  );
  assert.ok(doubted.length > 0);
});

test('a planted difference is chosen by, with an interval that holds it', () => {
  let [right, holding] = [0, 0];
  for (let seed = 1; seed <= 200; seed += 1) {
    const shape = { calls: 250 };
    const rows = [
      row('tcp', { ...shape, seed: 2 * seed + 1 }),
      row('rest', { ...shape, p50Ns: 6e4, seed: 2 * seed + 2 }),
    ];
    const [finding] = advice.analyse(sampleResults(rows));
    if (/: tcp \(.*\) is faster than rest/.test(finding?.statement ?? '')) right += 1;
    if (finding?.interval && finding.interval.low <= 1.2 && finding.interval.high >= 1.2) holding += 1;
  }
  assert.ok(right >= 190, `${String(right)} of 200 chosen`);
  assert.ok(holding >= 182, `${String(holding)} of 200 hold`);
});

test('too few calls for P99 give no advice by it, doubtful rows are marked, and one transport has no rival', () => {
  const few = { calls: 100 };
  assert.is(statements([row('tcp', few), row('rest', { ...few, p50Ns: 1e5 })]).length, 1);
  const bound = { verdicts: ['client-bound'], reasons: ['the client was busy'] } as const;
  const [finding] = advice.analyse(sampleResults([row('tcp'), row('rest', { p50Ns: 1e5, ...bound })]));
  assert.equal(finding?.caveats, [{ kind: 'client-bound', cells: ['rest.64B.c1'] }]);
  assert.equal(statements([row('tcp'), sampleFailedRow({ transport: 'rest' })]), []);
  const failed = sampleFailedRow({ transport: 'grpc', bytes: 64, clients: 1 });
  const [beside] = advice.analyse(sampleResults([row('tcp'), row('rest', { p50Ns: 1e5 }), failed]));
  assert.equal(beside?.cells, ['tcp.64B.c1', 'rest.64B.c1']);
  assert.is(beside?.caveats, undefined);
  assert.equal(statements([row('tcp'), row('tcp', { clients: 10 })]), []);
});

test.run();
