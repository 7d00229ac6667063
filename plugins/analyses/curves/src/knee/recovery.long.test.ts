import { sampleResults } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kneesBy } from './analysis.js';
import { pooled } from './pool.test.support.js';

const levels = [1, 10, 50, 100, 500];
const runs = 200;
const analysis = kneesBy({ sloNs: 1e6, amplification: 5, gain: 0.1 });

interface Planted {
  readonly p50Ns: (clients: number) => number;
  readonly tailRatio: (clients: number) => number;
  readonly throughput: (clients: number) => number;
}

type Figures = Readonly<Record<string, number>>;

function foundIn({ p50Ns, tailRatio, throughput }: Planted): readonly Figures[] {
  const rows = levels.map((clients, index) =>
    pooled({
      transport: 'tcp',
      bytes: 64,
      clients,
      launches: 5,
      calls: 1200,
      p50Ns: p50Ns(clients),
      tailRatio: tailRatio(clients),
      throughput: throughput(clients),
      launchNoise: 0.03,
      seed: index + 1,
    }),
  );
  return Array.from({ length: runs }, (_, run) => {
    const [finding] = analysis.analyse(sampleResults(rows.map((row) => row(run))));
    return finding?.numbers ?? {};
  });
}

/** Share of runs whose interval, or whose bracket of levels, holds the truth. */
function share(found: readonly Figures[], [low, high]: readonly [string, string], truth: number): number {
  const held = found.filter(
    (numbers) => (numbers[low] ?? Infinity) <= truth && (numbers[high] ?? 0) >= truth,
  );
  return held.length / found.length;
}

test('intervals of planted knees cover the truth about as often as they say', () => {
  // Straight between levels, when both axes are logarithmic, as interpolation takes it.
  const found = foundIn({
    p50Ns: (clients) => 1e5 * Math.max(1, clients / 10) ** 0.7,
    tailRatio: (clients) => 2 * Math.max(1, clients / 10) ** 0.5,
    throughput: (clients) => Math.min(clients, 30) * 1e4,
  });
  const truth = { throughput: 30, slo: 10 * 5 ** (1 / 1.2), amplification: 10 * 2.5 ** 2 };
  for (const [name, clients] of Object.entries(truth)) {
    const covered = share(found, [`${name}LowClients`, `${name}HighClients`], clients);
    assert.ok(covered >= 0.91 && covered < 1, `${name}: ${String(covered)}`);
    const bracketed = share(found, [`${name}AboveClients`, `${name}BelowClients`], clients);
    assert.ok(bracketed >= 0.95, `${name}: ${String(bracketed)}`);
  }
});

test('the levels around a knee hold it whatever the curve is between them', () => {
  // The step at 80 clients takes P99 over the SLO, too: below it is at most 2e5 ns times (1 + (80 / 120)²)².
  const found = foundIn({
    p50Ns: (clients) => 1e5 * (1 + (clients / 120) ** 2) ** 2,
    tailRatio: (clients) => (clients > 80 ? 9 : 2),
    throughput: (clients) => 1e4 * (clients ** -6 + 35 ** -6) ** (-1 / 6),
  });
  const truth = { throughput: 35, slo: 80, amplification: 80 };
  for (const [name, clients] of Object.entries(truth)) {
    const bracketed = share(found, [`${name}AboveClients`, `${name}BelowClients`], clients);
    assert.ok(bracketed >= 0.95, `${name}: ${String(bracketed)}`);
  }
});

test('a series without a knee has none', () => {
  const found = foundIn({
    p50Ns: () => 1e5,
    tailRatio: () => 2,
    throughput: (clients) => clients * 1e4,
  });
  for (const name of ['throughput', 'slo', 'amplification']) {
    const wrong = found.filter((numbers) => numbers[`${name}Clients`] !== undefined);
    assert.is(wrong.length, 0, name);
  }
});

test.run();
