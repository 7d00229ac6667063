import type { Finding, Row } from '@wiretax/core';
import { sampleFailedRow, sampleResults, sampleRow } from '@wiretax/core/testing';
import { syntheticLaunches, syntheticRow, type SyntheticShape } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { launches } from './launches.js';

/** A row of launches that differ by 2 %, each so many times as fast as usual. */
function row(speeds: readonly number[], clients = 10): Row {
  const shape = { transport: 'tcp', bytes: 64, clients, calls: 1000, p50Ns: 5e4 * clients };
  const alike = syntheticRow({ ...shape, launches: speeds.length, launchNoise: 0.02, seed: clients });
  return {
    ...alike,
    launches: alike.launches.map((launch, index) => {
      const speed = speeds[index] ?? 1;
      const valuesNs = launch.response.valuesNs.map((ns) => ns / speed);
      return { ...launch, throughput: launch.throughput * speed, response: { ...launch.response, valuesNs } };
    }),
  };
}

function found(...rows: readonly Row[]): readonly Finding[] {
  return launches.analyse(sampleResults(rows));
}

test('launches of two kinds are told with what they showed', () => {
  const [finding, ...others] = found(row([1, 1.4, 1, 1.4, 1.4, 1, 1, 1]), row([1, 1, 1, 1, 1, 1, 1, 1], 50));
  assert.is(others.length, 0);
  assert.ok(finding);
  assert.is(finding.id, 'launches.tcp.64B.c10');
  assert.match(
    finding.statement,
    /^tcp\.64B\.c10: launches of two kinds, throughput (?:2\d\.\d, ){2}2\d\.\d k\/s and (?:1\d\.\d, ){4}1\d\.\d k\/s; the row's intervals may hold the truth less often than they say\.$/,
  );
  assert.ok(Math.abs((finding.numbers['ratio'] ?? 0) - 1.4) < 0.1);
  assert.equal([finding.numbers['lower'], finding.numbers['upper']], [5, 3]);
});

test('so is one launch that stands apart; of many launches the extremes', () => {
  const [finding] = found(row([1, 1, 1, 0.6, 1, 1, 1, 1, 1, 1]));
  assert.match(
    finding?.statement ?? '',
    /^tcp\.64B\.c10: launch 4 is of another kind than the other 9, throughput 1\d\.\d k\/s and 1\d\.\d k\/s to \d\d\.\d k\/s \(9 launches\); /,
  );
});

test('P50 alone may tell', () => {
  const one = row([1, 1, 1, 1.5, 1.5, 1.5, 1, 1]);
  const steady = { ...one, launches: one.launches.map((launch) => ({ ...launch, throughput: 1000 })) };
  assert.match(
    found(steady)[0]?.statement ?? '',
    /^tcp\.64B\.c10: launches of two kinds, P50 (?:3\d\d µs, ){2}3\d\d µs and (?:[45]\d\d µs, ){4}[45]\d\d µs;/,
  );
});

test('kinds that lie less than 3 % apart are not worth telling, nor are three launches', () => {
  assert.equal(found(row([1, 1, 2])), []);
  const one = row([1, 1, 1, 1, 1, 1, 1, 1]);
  const alike = {
    ...one,
    launches: one.launches.map((launch, index) => ({ ...launch, throughput: index < 4 ? 1000 : 1029 })),
  };
  assert.equal(found(alike), []);
  assert.equal(found(sampleFailedRow()), []);
});

/** A table of twelve rows that differ by 1 to 10 % from launch to launch, each row otherwise. */
function table(count: number, seed: number, kinds: Pick<SyntheticShape, 'secondKind'> = {}): readonly Row[] {
  return Array.from({ length: 12 }, (_, index) => {
    const shape = { launches: count, calls: 100, p50Ns: 5e4, launchNoise: 0.01 * 10 ** (index / 11) };
    const launches = syntheticLaunches({ ...shape, ...kinds, seed: 12 * seed + index });
    return sampleRow({ clients: index + 1 }, { launches });
  });
}

test('of tables of twelve rows whose launches are of one kind one in twenty has a finding, or fewer', () => {
  const tables = 200;
  const claimed = [4, 5, 10].map((count) => {
    const findings = Array.from({ length: tables }, (_, seed) => found(...table(count, seed)));
    return findings.filter(({ length }) => length > 0).length;
  });
  const all = claimed.length * tables;
  // And two standard errors, as these are few tables: `npm run bench kinds` takes more.
  const most = 0.05 * all + 2 * Math.sqrt(0.05 * 0.95 * all);
  assert.ok(
    claimed.reduce((sum, count) => sum + count, 0) <= most,
    `${claimed.join(', ')} of ${String(tables)}`,
  );
});

test('a second kind that takes half as long again is found in most rows of ten launches', () => {
  const secondKind = { share: 0.5, ratio: 1.5 };
  const counts = Array.from({ length: 20 }, (_, seed) => found(...table(10, seed, { secondKind })).length);
  const total = counts.reduce((sum, count) => sum + count, 0);
  assert.ok(total > 0.75 * 12 * 20, `${String(total)} of ${String(12 * 20)} rows`);
});

test.run();
