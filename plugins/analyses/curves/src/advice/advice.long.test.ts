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
  const chosen = runs.filter(({ statement }) => statement.includes('has the lowest P50'));
  assert.ok(chosen.length <= 10, String(chosen.length));
});

test('of three equal ones none is chosen, on the median or at the tail', () => {
  const chosen = { P50: 0, P99: 0 };
  for (let seed = 1; seed <= 200; seed += 1) {
    const rows = ['tcp', 'rest', 'grpc'].map((transport, index) =>
      row(transport, { calls: 250, launchNoise: 0.05, seed: seed * 10 + index }),
    );
    const statement = advice.analyse(sampleResults(rows))[0]?.statement ?? '';
    if (statement.includes('has the lowest P50')) chosen.P50 += 1;
    if (statement.includes('has the lowest P99')) chosen.P99 += 1;
  }
  assert.ok(chosen.P50 <= 20 && chosen.P99 <= 20, JSON.stringify(chosen));
});

test('what is undecided is not called equal', () => {
  const launchesOf = (transport: string, p50sNs: readonly number[]): Row => ({
    ...row(transport),
    launches: p50sNs.flatMap((p50Ns) => row(transport, { p50Ns, launches: 1, launchNoise: 0 }).launches),
  });
  const [unsure] = advice.analyse(
    sampleResults([launchesOf('tcp', [1e4, 1.1e4, 9e4]), launchesOf('rest', [2e4, 3e5, 9e5])]),
  );
  assert.match(
    unsure?.statement ?? '',
    /: whether tcp or rest has the lower P50 can't be told \([\d.]+ times, 95 % interval 0\.\d+ to over 1,000\); whether/,
  );
  assert.not.match(unsure?.statement ?? '', 'no difference');
  const still = { launchNoise: 0, calls: 100_000 };
  const [equal] = advice.analyse(sampleResults([row('tcp', still), row('rest', { ...still, seed: 9 })]));
  assert.match(
    equal?.statement ?? '',
    /: no difference in P50 worth choosing by between (tcp and rest|rest and tcp) \(1\.0/,
  );
});

test('the second best is what its numbers say, also where another is what keeps the best from being chosen', () => {
  const vague = row('grpc', { launches: 1 });
  const launches = [7e4, 2e5, 9e5].flatMap((p50Ns) => row('grpc', { p50Ns, launches: 1 }).launches);
  const rows = [row('tcp'), row('rest', { p50Ns: 6e4 }), { ...vague, launches }];
  const [finding] = advice.analyse(sampleResults(rows));
  assert.match(finding?.statement ?? '', "whether tcp or grpc has the lower P50 can't be told");
  const [headline] = Object.entries(finding?.numbers ?? {});
  assert.is(headline?.[0], 'p50SecondOverBest');
  assert.ok(Math.abs((headline?.[1] ?? 0) - 1.2) < 0.06, String(headline?.[1]));
  assert.ok((finding?.interval?.high ?? 9) < 1.4);
  assert.is(finding?.interval?.high, finding?.numbers['p50SecondOverBestHigh']);
  assert.ok((finding?.numbers['p50RivalOverBest'] ?? 0) > 3);
});

test('what has no interval is not said to be chance', () => {
  const rows = [row('tcp'), row('rest', { p50Ns: 1e5 }), row('grpc', { p50Ns: 2e5, launches: 1 })];
  const [finding] = advice.analyse(sampleResults(rows));
  assert.match(
    finding?.statement ?? '',
    /: tcp had the lowest P50 \([\d.]+ µs\), grpc [34]\.\d\d times as much \(one launch, no interval: look, don't choose by it\)/,
  );
  assert.not.match(finding?.statement ?? '', 'chance');
});

test('a choice that is certain alone may be chance among many', () => {
  const places = [64, 65_536].flatMap((bytes) => [1, 500].map((clients) => ({ bytes, clients })));
  const p50Ns = (index: number): number => 5e4 * (1 + 0.035 * index);
  const statements = Array.from({ length: 20 }, (_, seed) =>
    advice.analyse(
      sampleResults(
        places.flatMap((place) =>
          ['tcp', 'rest', 'grpc'].map((transport, index) =>
            row(transport, { ...place, p50Ns: p50Ns(index), seed: seed * 10 + index }),
          ),
        ),
      ),
    ),
  )
    .flat()
    .map(({ statement }) => statement);
  const doubted = statements.filter((statement) =>
    statement.includes('which chance may bring among 8 choices'),
  );
  assert.ok(doubted.length > 0);
  assert.match(
    doubted.join(),
    /whether \w+ or \w+ has the lower P50 can't be told \(1\.0\d times, 95 % interval 1\.0\d to 1\.\d\d, which/,
  );
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
    if (finding?.statement.includes('tcp has the lowest P50')) right += 1;
    if (finding?.interval && finding.interval.low <= 1.2 && finding.interval.high >= 1.2) holding += 1;
  }
  assert.ok(right >= 190, `${String(right)} of 200 chosen`);
  assert.ok(holding >= 182, `${String(holding)} of 200 hold`);
});

test('too few calls for P99 is said', () => {
  const few = { calls: 100 };
  const [finding] = advice.analyse(sampleResults([row('tcp', few), row('rest', { ...few, p50Ns: 1e5 })]));
  assert.match(finding?.statement ?? '', /too few calls to choose by P99\.$/);
});

test('one launch is not chosen by, doubtful rows are marked, and one transport has no rival', () => {
  const bound = { verdicts: ['client-bound'], reasons: ['the client was busy'] } as const;
  const one = { launches: 1, calls: 5000 };
  const [finding] = advice.analyse(
    sampleResults([row('tcp', one), row('rest', { ...one, p50Ns: 1e5, ...bound })]),
  );
  assert.match(finding?.statement ?? '', "one launch, no interval: look, don't choose by it");
  assert.match(
    finding?.statement ?? '',
    /\(client-bound: rest\.64B\.c1\): it compares client and server together, not servers\.$/,
  );
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
