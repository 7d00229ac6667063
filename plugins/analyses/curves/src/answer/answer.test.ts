import type { Finding, Question, Row } from '@wiretax/core';
import { sampleFailedRow, sampleResults } from '@wiretax/core/testing';
import { contenderRow, type SyntheticRowShape } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { answer } from './analysis.js';

function row(transport: string, changes: Partial<SyntheticRowShape> = {}): Row {
  const seed = transport.length + (changes.bytes ?? 0) + (changes.clients ?? 0);
  return contenderRow(transport, { launchNoise: 0.01, seed, ...changes });
}

function found(rows: readonly Row[], question: Question, figure?: string): readonly Finding[] {
  return answer
    .analyse(sampleResults(rows))
    .filter((one) => one.answers === question && (figure === undefined || one.figure === figure));
}

function told(rows: readonly Row[], question: Question, figure = 'response.p50'): string {
  const [finding, ...others] = found(rows, question, figure);
  assert.is(others.length, 0);
  assert.ok((finding?.statement.length ?? 0) <= 160, finding?.statement);
  return finding?.statement ?? '';
}

/** Two sizes and two levels of each transport, so many times as slow as the fastest. */
function matrix(
  factors: (bytes: number, clients: number) => Readonly<Record<string, number>>,
  changes = {},
): Row[] {
  return [64, 65_536].flatMap((bytes) =>
    [1, 50].flatMap((clients) =>
      Object.entries(factors(bytes, clients)).map(([transport, factor]) =>
        row(transport, { bytes, clients, p50Ns: 5e4 * factor * (1 + bytes / 1e4) * clients, ...changes }),
      ),
    ),
  );
}

test('one that leads everywhere is said to, with the range of its factors', () => {
  const rows = matrix((bytes) => ({ tcp: 1, rest: bytes === 64 ? 1.6 : 2, grpc: 4 }));
  for (const [figure, words] of [
    ['response.p50', 'By P50 tcp is fastest everywhere'],
    ['response.p99', 'By P99 tcp is fastest everywhere'],
    ['throughput', 'By throughput tcp is fastest everywhere'],
    ['cpuNsPerCall', 'By CPU per call tcp is cheapest everywhere'],
  ] as const)
    assert.match(
      told(rows, 'leads', figure),
      new RegExp(
        `^${words}: 1\\.[56]\\d to (1\\.9\\d|2\\.0\\d) times rest, (3\\.[89]|4\\.0)\\d( to 4\\.[012]\\d)? times grpc\\.$`,
      ),
    );
});

test('where the lead changes is said in few words', () => {
  const bySize = matrix((bytes) => ({ tcp: 1, rest: bytes === 64 ? 1.5 : 0.5 }));
  assert.match(
    told(bySize, 'leads'),
    /^By P50 tcp is fastest at 64B by 1\.[45]\d( to 1\.[45]\d)? times; rest is fastest at 64KiB by (1\.9|2\.0)\d( to 2\.0\d)? times\.$/,
  );
  const atOne = matrix((bytes, clients) => ({ tcp: 1, rest: bytes === 64 && clients === 50 ? 0.5 : 1.5 }));
  assert.match(
    told(atOne, 'leads'),
    /; rest is fastest at 64B with 50 clients by (1\.9|2\.0)\d times \(95 %: .*\)\.$/,
  );
});

test('what is equal and what is not known yet is said as that', () => {
  const still = { launchNoise: 0.001, calls: 100_000 };
  const equal = [
    row('tcp', still),
    row('rest', { ...still, seed: 3 }),
    row('grpc', { ...still, p50Ns: 1e5 }),
  ];
  assert.is(told(equal, 'leads'), 'By P50 rest and tcp are equal within 3 %.');
  const vague = { launchNoise: 0.1, launches: 3 };
  const open = [row('tcp', { ...vague, seed: 68 }), row('rest', { ...vague, p50Ns: 5.5e4, seed: 4 })];
  assert.match(
    told(open, 'leads'),
    /^By P50 whether rest or tcp is fastest is not known yet, (about \d+|more than 50) launches would tell\.$/,
  );
});

test('what is known is said before what is not', () => {
  const noisy = matrix((bytes) => ({ tcp: 1, rest: bytes === 64 ? 1.02 : 3, grpc: 9 }), {
    launchNoise: 0.05,
  });
  const few = noisy.filter(({ cell }) => cell.size.requestBytes === 64 || cell.concurrency === 1);
  assert.match(
    told(few, 'leads'),
    /^By P50 tcp is fastest at 64KiB by .*; whether rest or tcp is fastest at 64B is not known yet, /,
  );
});

test('of one launch there is an order only, and a mark for it', () => {
  const rows = matrix(() => ({ tcp: 1, rest: 2, grpc: 4 }), { launches: 1 });
  const [lead] = found(rows, 'leads', 'response.p50');
  assert.is(lead?.statement, 'By P50 the order is tcp, rest and grpc at all 4 places.');
  assert.equal(
    lead?.caveats?.map(({ kind }) => kind),
    ['order-only'],
  );
  assert.is(lead?.caveats?.[0]?.cells.length, 12);
  assert.is(lead?.interval, undefined);
  assert.is(told(rows, 'runners-up'), 'Behind the best by P50: rest came before grpc everywhere.');
});

test('between the second and the third, and on to the last, nobody is left out', () => {
  const three = matrix(() => ({ tcp: 1, rest: 2, grpc: 3 }));
  assert.match(
    told(three, 'runners-up'),
    /^Behind the best by P50: rest is faster than grpc everywhere by 1\.[45]\d/,
  );
  const four = matrix(() => ({ tcp: 1, rest: 2, grpc: 3, http2: 6 }));
  assert.match(
    told(four, 'runners-up'),
    /rest is faster than grpc .*; grpc is faster than http2 everywhere by/,
  );
  assert.equal(
    found(
      matrix(() => ({ tcp: 1, rest: 2 })),
      'runners-up',
    ),
    [],
  );
});

test('who set the pace, and what the machine took away', () => {
  const limited = (one: Row, peer: string): Row => ({ ...one, limit: { peer, busy: 0.95, of: 'loop' } });
  const bound = { verdicts: ['client-bound'], reasons: ['the client was busy'] } as const;
  const rows = [
    limited(row('tcp', { clients: 50 }), 'server'),
    row('rest', { clients: 50, ...bound }),
    row('tcp'),
    row('rest', { verdicts: ['disturbed'], reasons: ['somebody was there'] }),
  ];
  const [limit, ...others] = found(rows, 'limit');
  assert.is(others.length, 0);
  assert.is(
    limit?.statement,
    'The client set the pace in 1 of 3 rows (rest), the server in 1 (tcp) and nobody in 1; 1 of 4 rows is struck, as the machine was disturbed.',
  );
  assert.equal(limit?.numbers, {
    'client.rows': 1,
    'server.rows': 1,
    unlimitedRows: 1,
    struckRows: 1,
    disturbedRows: 1,
  });
  assert.match(
    found([row('tcp')], 'limit')[0]?.statement ?? '',
    /^Nobody was busy all the time in the one row, so no peer was the limit\.$/,
  );
  assert.equal(found([sampleFailedRow({ transport: 'rest' })], 'leads'), []);
});

test('without a profile CPU time is all that is known of why, and what is lacking is said', () => {
  const rows = [row('tcp'), row('rest', { p50Ns: 1e5 }), row('grpc', { p50Ns: 2e5 })];
  const [last, second, ...others] = found(rows, 'why');
  assert.is(others.length, 0);
  assert.match(
    last?.statement ?? '',
    /^At 64B, 1 client a call of grpc takes (3\.9|4\.0)\d times \(95 %: .*\) the CPU time of tcp \(1\d\d µs and \d\d\.\d µs, client and server together\)/,
  );
  assert.match(second?.statement ?? '', /a call of rest takes/);
  assert.is(last?.lacks, 'evidence');
});

test('what holds where something could be compared is not said of everywhere', () => {
  const few = { calls: 100 };
  const some = matrix(() => ({ tcp: 1, rest: 2, grpc: 4 })).map((one) =>
    one.cell.transport.label === 'grpc' && one.cell.size.requestBytes > 64
      ? row('grpc', { ...few, bytes: 65_536, clients: one.cell.concurrency })
      : one,
  );
  assert.match(
    told(some, 'leads', 'response.p99'),
    /^By P99 tcp is fastest everywhere: \S+ to \S+ times rest, \S+ to \S+ times grpc \(at 2 of 4\)\.$/,
  );
  assert.match(
    told(some, 'runners-up', 'response.p99'),
    /^Behind the best by P99: rest is faster than grpc at 64B by /,
  );
  // The first place lacks the third.
  const later = some.toReversed().map((one) => ({ ...one }));
  assert.match(told(later, 'leads', 'response.p99'), 'times grpc (at 2 of 4)');
  const gone = matrix(() => ({ tcp: 1, rest: 2 })).map((one) =>
    one.cell.id === 'rest.64KiB.c50'
      ? sampleFailedRow({ transport: 'rest', bytes: 65_536, clients: 50 })
      : one,
  );
  assert.match(told(gone, 'leads'), /^By P50 tcp is fastest where it can be compared, at 3 of 4 places: /);
  const once = gone.map((one) =>
    one.launches.length === 0 ? one : { ...one, launches: one.launches.slice(0, 1) },
  );
  assert.is(
    told(once, 'leads'),
    'By P50 the order is tcp and rest where it can be compared, at 3 of 4 places.',
  );
});

test('a size whose reply is another one is called as it is', () => {
  const sizes = [{ bytes: 1024 }, { bytes: 64, replyBytes: 65_536 }];
  const rows = sizes.flatMap((size, index) => [
    row('tcp', { ...size, p50Ns: 5e4 }),
    row('rest', { ...size, p50Ns: index === 0 ? 1e5 : 2e4 }),
  ]);
  assert.match(told(rows, 'leads'), /rest is fastest at 64B-64KiB by /);
});

test('two peers that are both busy are no room, and peers of which nothing is told neither', () => {
  const busy = (one: Row, loopUtilisation: number | null): Row => ({
    ...one,
    peers: Object.fromEntries(
      Object.entries(one.peers).map(([name, peer]) => [
        name,
        { ...peer, loopUtilisation, busiestThread: null, allottedShare: null },
      ]),
    ),
  });
  const statement = (rows: readonly Row[]): string => found(rows, 'limit')[0]?.statement ?? '';
  assert.is(
    statement([busy(row('tcp'), 0.97), busy(row('rest'), 0.5)]),
    'No peer alone set the pace in any of 2 rows; in 1 several were busy all the time.',
  );
  assert.is(
    statement([busy(row('tcp'), null)]),
    "How busy the peers were isn't told, so nobody knows what the limit was.",
  );
});

test('CPU time of a call without that of its server explains nothing beside one with it', () => {
  const rows = [row('tcp'), row('rest', { p50Ns: 1e5 })];
  assert.is(found(rows, 'why').length, 1);
  const [tcp, rest] = rows;
  const { client } = rest?.peers ?? {};
  assert.ok(tcp && rest && client);
  assert.equal(found([tcp, { ...rest, peers: { client } }], 'why'), []);
});

test('rows that are struck are in no answer', () => {
  const rows = [
    row('tcp'),
    row('rest', { p50Ns: 1e4, verdicts: ['disturbed'], reasons: ['somebody was there'] }),
    row('grpc', { p50Ns: 1e5 }),
  ];
  assert.match(told(rows, 'leads'), /^By P50 tcp is fastest: (1\.9|2\.0)\d times \(95 %: .*\) grpc\.$/);
  for (const finding of answer.analyse(sampleResults(rows)))
    assert.ok(!finding.cells.includes('rest.64B.c1'), finding.id);
});

test.run();
