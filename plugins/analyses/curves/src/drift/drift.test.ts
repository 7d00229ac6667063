import type { Finding, Row } from '@wiretax/core';
import { sampleFailedRow, sampleResults } from '@wiretax/core/testing';
import { syntheticRow, withYardsticks } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { drift } from './analysis.js';
import { changeOfState } from './state.js';

/** Four cells of five launches; each block is slower than the one before by this share. */
function study(perBlock: number, seed: number, launches = 5, noise = 0.02): readonly Row[] {
  return [1, 10, 50, 100].map((clients) => {
    const row = syntheticRow({
      transport: 'tcp',
      bytes: 64,
      clients,
      launches,
      calls: 1000,
      p50Ns: 5e4 * clients,
      launchNoise: noise,
      seed: seed * 1000 + clients,
    });
    return {
      ...row,
      launches: row.launches.map((launch, block) => ({
        ...launch,
        throughput: launch.throughput / (1 + perBlock) ** block,
        response: {
          ...launch.response,
          valuesNs: launch.response.valuesNs.map((ns) => ns * (1 + perBlock) ** block),
        },
      })),
    };
  });
}

function found(rows: readonly Row[], id: string): Finding | undefined {
  return drift.analyse(sampleResults(rows)).find((finding) => finding.id === id);
}

test('a planted drift is found, and its interval holds it as often as it says', () => {
  const truth = 1.03 ** 4;
  const runs = Array.from({ length: 200 }, (_, seed) => found(study(0.03, seed + 1), 'drift.p50'));
  const holding = runs.filter(
    (finding) =>
      finding?.interval !== undefined && finding.interval.low < truth && finding.interval.high > truth,
  );
  assert.ok(holding.length >= 190, `${String(holding.length)} of 200 intervals hold the truth`);
  const claimed = runs.filter((finding) => finding?.numbers['drifts'] === 1);
  assert.ok(claimed.length >= 180, `${String(claimed.length)} of 200 are found`);
  assert.match(
    claimed[0]?.statement ?? '',
    /^P50 drifted by \+[\d.]+ % \(98\.3 %: .*\) over 5 blocks, all cells together: launches/,
  );
});

/** The same study, wake-ups taking longer from this block on. */
function inStates(rows: readonly Row[], seed: number, factor = 1, fromBlock = 4): readonly Row[] {
  const wake = (launch: number): number => (launch + 1 >= fromBlock ? factor : 1);
  return rows.map((row, index) => withYardsticks(row, { seed: seed * 100 + index, wake }));
}

test('from when on the machine was in another state is said', () => {
  const rows = study(0, 1, 5);
  const change = found(inStates(rows, 1, 2.5), 'drift.machine');
  assert.match(
    change?.statement ?? '',
    /^The machine was in another state from about launch 1[1-5] of 20 on \(block [34], 03:0[23]:00 UTC\): wake-ups took [\d.]+ times as long from then on as before\. Launches/,
  );
  assert.ok((change?.numbers['ratio'] ?? 0) > 1.8);
  assert.is(change?.cells.length, 4);
  const runs = Array.from({ length: 100 }, (_, seed) => changeOfState(inStates(rows, seed, 2.5)));
  assert.ok(runs.filter((finding) => finding !== undefined).length >= 95);
});

test('in a long run the launch is found between the looks', () => {
  const launches = 100;
  for (const changed of [38, 150, 263, 390]) {
    const rows = [1, 10, 50, 100].map((clients) =>
      syntheticRow({
        transport: 'tcp',
        bytes: 64,
        clients,
        launches,
        calls: 10,
        p50Ns: 1e5,
        launchNoise: 0,
        seed: clients,
      }),
    );
    const timed = rows.map((row, index) => ({
      ...row,
      launches: row.launches.map((launch, block) => ({
        ...launch,
        startedAt: new Date(Date.UTC(2026, 0, 1) + (4 * block + index) * 1000).toISOString(),
      })),
    }));
    const states = timed.map((row, index) =>
      withYardsticks(row, {
        seed: index,
        wake: (block) => (4 * block + index >= changed - 1 ? 20 : 1),
      }),
    );
    assert.is(changeOfState(states)?.numbers['launch'], changed);
  }
});

test('in one state no other is found, however often one looks; nor without yardsticks or with few', () => {
  const rows = study(0, 1, 8);
  const runs = Array.from({ length: 200 }, (_, seed) => changeOfState(inStates(rows, seed)));
  const claims = runs.filter((finding) => finding !== undefined).length;
  assert.ok(claims <= 4, `${String(claims)} of 200 runs`);
  assert.is(changeOfState(rows), undefined);
  const [row] = study(0, 1, 5);
  assert.ok(row);
  assert.is(changeOfState(inStates([row], 1, 50, 3)), undefined);
});

test('no drift is only said where the interval is narrow enough to say it', () => {
  const steady = found(study(0, 1, 5, 0.002), 'drift.throughput');
  assert.match(steady?.statement ?? '', /^Throughput did not drift over 5 blocks, all cells together: /);
  const noisy = found(study(0, 3, 4, 0.3), 'drift.throughput');
  assert.match(noisy?.statement ?? '', /^Whether throughput drifted over 4 blocks, .* is not known yet: /);
  assert.is(noisy?.numbers['drifts'], 0);
});

test('only cells that count are cited', () => {
  const [first, ...rest] = study(0, 1);
  assert.ok(first);
  const incomplete = { ...first, launches: first.launches.slice(1) };
  assert.equal(
    found([incomplete, ...rest], 'drift.p50')?.cells,
    rest.map(({ cell }) => cell.id),
  );
});

test('nothing is said of three blocks, of none, or of cells that lack one', () => {
  assert.equal(drift.analyse(sampleResults(study(0.1, 1, 3))), []);
  assert.equal(drift.analyse(sampleResults([sampleFailedRow()])), []);
  assert.equal(drift.analyse(sampleResults([])), []);
  const [first, ...rest] = study(0, 1);
  assert.ok(first);
  const incomplete = { ...first, launches: first.launches.slice(1) };
  assert.is(found([incomplete, ...rest], 'drift.p50')?.numbers['blocks'], 5);
  assert.is(found([incomplete], 'drift.p50')?.numbers['blocks'], 4);
});

test.run();
