import type { Finding, Launch, Results, Row } from '@wiretax/core';
import { sampleResults, sampleRow, use } from '@wiretax/core/testing';
import { quantileOf } from '@wiretax/statistics';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { stalls } from './analysis.js';
import {
  closedWindow,
  distributionOf,
  evenArrivals,
  logNormal,
  type WindowShape,
} from './closed-window.test.support.js';
import { evenQuantile } from './even-arrivals.js';

const shape: WindowShape = { clients: 10, calls: 20_000, service: logNormal(1e6, 2), seed: 3 };
const quiet = closedWindow(shape);
const stalled = closedWindow({ ...shape, stalls: [{ startNs: 400e6, lengthNs: 200e6 }] });

function rowOf(launches: readonly Launch[]): Row {
  const row = sampleRow({ clients: 10 });
  const merged = (q: number): number | null =>
    quantileOf(launches[0]?.response ?? { valuesNs: [], counts: [] }, q);
  const response = { ...row.response, p99: merged(0.99), p999: merged(0.999) };
  return { ...row, response, launches: launches.map((launch, index) => ({ ...launch, trial: index + 1 })) };
}

function blamed(launch: Launch, stoodStill: string): Launch {
  const { pauses } = launch;
  if (pauses === undefined) return launch;
  return {
    ...launch,
    pauses: { ...pauses, longest: pauses.longest.map((pause) => ({ ...pause, stoodStill })) },
  };
}

function only(results: Results): Finding {
  const [finding, ...others] = stalls.analyse(results);
  assert.is(others.length, 0);
  assert.ok(finding);
  return finding;
}

test('quiet rows have no finding', () => {
  assert.equal(stalls.analyse(sampleResults([rowOf([quiet, quiet])])), []);
});

test('a stall is told with its place, its length, and whoever stood still', () => {
  const { id, statement, numbers, cells } = only(sampleResults([rowOf([stalled])]));
  assert.is(id, 'stalls.tcp.64B.c10');
  assert.match(statement, /^tcp\.64B\.c10: nothing completed for 20\d ms at 0\.(399|400) s; /);
  assert.is(Object.keys(numbers)[0], 'lengthNs');
  assert.equal([numbers['launch'], numbers['pauses']], [1, 1]);
  assert.equal(cells, ['tcp.64B.c10']);
  const server = only(sampleResults([rowOf([quiet, blamed(stalled, 'server'), stalled])])).statement;
  assert.match(
    server,
    /^tcp\.64B\.c10: 2 pauses in 2 of 3 launches, 40\d ms in all; in the longest the server stood still for 20\d ms at 0\.(399|400) s of launch 2; /,
  );
});

test('closed rows say what callers who arrive evenly would see at least, others do not', () => {
  const { statement, numbers } = only(sampleResults([rowOf([stalled])]));
  assert.match(
    statement,
    /; closed callers wait a pause out, and callers who arrive evenly at the same rate would see at least a P99 of 1\d\d ms, not [23]\.\d\d ms and a P99\.9 of 19\d ms, not [\d.]+ ms \(an estimate: coordinated omission\)\.$/,
  );
  assert.ok((numbers['p99EvenArrivalsNs'] ?? 0) > 30 * (numbers['p99Ns'] ?? Infinity));
  const closed = rowOf([stalled]);
  const row = { ...closed, cell: { ...closed.cell, load: use('poisson') } };
  const open = only(sampleResults([row])).statement;
  assert.match(open, /s\.$/);
  assert.not.match(open, 'evenly');
});

test('the estimate is what callers who arrive evenly do see', () => {
  for (const [clients, calls, lengthMs, seed] of [
    [1, 4000, 100, 1],
    [10, 20_000, 200, 2],
    [50, 60_000, 500, 3],
  ] as const) {
    const window = {
      clients,
      calls,
      service: logNormal(1e6, 3),
      seed,
      stalls: [{ startNs: 3e8, lengthNs: lengthMs * 1e6 }],
    };
    const launch = closedWindow(window);
    const truth = distributionOf(evenArrivals(launch, window));
    const pauses = launch.pauses?.longest.filter(({ lengthNs }) => lengthNs > 5e7) ?? [];
    for (const q of [0.95, 0.99]) {
      const [estimated, seen] = [evenQuantile([{ ...launch, pauses }], q) ?? 0, quantileOf(truth, q) ?? 0];
      assert.ok(
        Math.abs(estimated / seen - 1) < 0.06,
        `${String(clients)} clients, ${String(q)}: ${String(estimated)} for ${String(seen)}`,
      );
    }
  }
});

test('pauses that no percentile feels are not made more of', () => {
  const long = closedWindow({ ...shape, calls: 400_000, stalls: [{ startNs: 4e9, lengthNs: 200e6 }] });
  const { statement } = only(sampleResults([rowOf([long])]));
  assert.match(statement, 'a P99.9 of');
  assert.not.match(statement, 'a P99 of');
});

test('a launch that brought nothing hides no stall of another', () => {
  const changes: readonly Partial<Launch>[] = [
    { calls: 0 },
    { throughput: 0 },
    { throughput: NaN },
    { throughput: Infinity },
    { response: { valuesNs: [], counts: [] } },
    { response: { valuesNs: [0], counts: [30_000] } },
    { response: { valuesNs: [2 ** 36 - 1], counts: [5000], overflow: 5000 } },
    { pauses: { leastNs: 1e7, count: 0, totalNs: 0, longest: [] } },
    {
      pauses: {
        leastNs: 1e7,
        count: 1,
        totalNs: 1e9,
        longest: [{ startNs: 0, lengthNs: 1e9, stoodStill: 'client' }],
      },
    },
  ];
  const rows = changes.map((change, index) =>
    sampleRow({ bytes: 64 * 2 ** index }, { launches: [{ ...stalled, ...change }, stalled] }),
  );
  assert.is(stalls.analyse(sampleResults(rows)).length, rows.length);
});

test('where more pauses came than were kept, the kept ones are the least', () => {
  const every = (count: number) =>
    closedWindow({
      ...shape,
      calls: 60_000,
      stalls: Array.from({ length: count }, (_, index) => ({ startNs: 2e8 * (index + 1), lengthNs: 1e8 })),
    });
  const [kept, more] = [16, 19].map((count) => only(sampleResults([rowOf([quiet, every(count)])])));
  assert.match(kept?.statement ?? '', /: 16 pauses in 1 of 2 launches, 1\.\d\d s in all; in the longest/);
  assert.is(kept?.numbers['unlisted'], undefined);
  assert.match(
    more?.statement ?? '',
    /: at least 16 pauses in 1 of 2 launches, at least 1\.\d\d s in all; in the longest/,
  );
  assert.equal([more?.numbers['pauses'], more?.numbers['unlisted']], [16, 3]);
});

test('the longest come first', () => {
  const longer = closedWindow({ ...shape, stalls: [{ startNs: 400e6, lengthNs: 300e6 }] });
  const other = { ...rowOf([longer]), cell: sampleRow({ clients: 10, transport: 'rest' }).cell };
  const ids = stalls.analyse(sampleResults([rowOf([stalled]), other])).map(({ id }) => id);
  assert.equal(ids, ['stalls.rest.64B.c10', 'stalls.tcp.64B.c10']);
});

test.run();
