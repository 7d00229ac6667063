import type { Finding, Row } from '@wiretax/core';
import { seededRandom } from '@wiretax/core/run';
import { sampleFailedRow, sampleResults, use } from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { usl } from './analysis.js';
import { fit, peakOf } from './fit.js';

interface Law {
  readonly lambda: number;
  readonly sigma: number;
  readonly kappa: number;
}

const levels = [1, 10, 50, 100, 500];
const law: Law = { lambda: 20_000, sigma: 0.05, kappa: 1e-4 };

function rateAt({ lambda, sigma, kappa }: Law, n: number): number {
  return (lambda * n) / (1 + sigma * (n - 1) + kappa * n * (n - 1));
}

function study(
  planted: Law,
  seed: number,
  changes: { noise?: number; launches?: number } = {},
): readonly Row[] {
  return levels.map((clients) =>
    syntheticRow({
      transport: 'tcp',
      bytes: 64,
      clients,
      launches: changes.launches ?? 5,
      calls: 50,
      p50Ns: 5e4,
      launchNoise: changes.noise ?? 0.02,
      throughput: rateAt(planted, clients),
      seed: seed * 1000 + clients,
    }),
  );
}

function only(rows: readonly Row[]): Finding {
  const [finding, ...others] = usl.analyse(sampleResults(rows));
  assert.is(others.length, 0);
  assert.ok(finding);
  return finding;
}

test('planted parameters are found where there is no noise', () => {
  for (const planted of [law, { lambda: 5, sigma: 0.9, kappa: 0 }, { lambda: 1e5, sigma: 0, kappa: 0.01 }]) {
    const found = fit(levels.map((x) => ({ x, rate: rateAt(planted, x) })));
    assert.ok(found);
    assert.ok(Math.abs(found.lambda / planted.lambda - 1) < 0.02, String(found.lambda));
    assert.ok(Math.abs(found.sigma - planted.sigma) < 0.02, String(found.sigma));
    assert.ok(Math.abs(found.kappa - planted.kappa) < 1e-3, String(found.kappa));
    assert.ok(found.r2 > 0.999);
  }
});

test('no law next to the one that is found has smaller errors', () => {
  const random = seededRandom(7);
  for (let run = 0; run < 300; run += 1) {
    const planted = { lambda: 10 ** (5 * random()), sigma: random() ** 3, kappa: 10 ** (-6 + 5 * random()) };
    const points = [1, 2, 5, 20, 50, 100, 500].map((x) => ({
      x,
      rate: rateAt(planted, x) * (0.8 + 0.4 * random()),
    }));
    const found = fit(points);
    assert.ok(found);
    const errors = (of: Law): number =>
      points.reduce((sum, { x, rate }) => sum + (rate - rateAt(of, x)) ** 2, 0);
    const least = errors(found);
    for (const name of ['lambda', 'sigma', 'kappa'] as const) {
      for (const factor of [0.999, 1.001, 1.1])
        assert.ok(
          errors({ ...found, [name]: found[name] * factor + (factor > 1 ? 1e-9 : 0) }) >= least * (1 - 1e-9),
        );
    }
  }
});

test('the interval of the peak holds the planted one about as often as it says', () => {
  const truth = Math.sqrt((1 - law.sigma) / law.kappa);
  const runs = Array.from({ length: 200 }, (_, seed) => only(study(law, seed + 1)));
  const holding = runs.filter(
    ({ interval }) => interval !== undefined && interval.low <= truth && interval.high >= truth,
  );
  assert.ok(holding.length >= 180 && holding.length < 200, `${String(holding.length)} of 200`);
  assert.match(
    runs[0]?.statement ?? '',
    /^Throughput of tcp at 64B over clients \(calls in flight, not processors\) follows the Universal Scalability Law \(contention [\d.]+ %, coherency [\d.]+ %, R² [\d.]+\); its peak is at about [\d.]+ clients \(95 %: [\d.]+ to [\d.]+\), and from (50|100) to 500 clients throughput falls by \d\d\.\d %\.$/,
  );
});

test('a peak that was not reached, and points that follow no such law, are called that', () => {
  const growing = only(study({ lambda: 1000, sigma: 0.01, kappa: 0 }, 1));
  assert.match(growing.statement, '; a peak up to 500 clients is not known yet.');
  assert.not.ok('peakClients' in growing.numbers);
  const zigzag = rated((index) => (index % 2 === 0 ? 3e3 : 9e3));
  assert.match(only(zigzag).statement, 'does not follow the Universal Scalability Law');
});

test('a level that is far off the law of the others is left out and named, and of several there is no law', () => {
  const rates = [1000, 5000, 9000, 9500, 9600];
  const { statement, cells } = only(rated((index) => (index === 2 ? 300 : (rates[index] ?? 0))));
  assert.match(statement, /^Throughput of tcp .*, without \d+ clients, where it is far off, follows the/);
  assert.is(cells.length, levels.length - 1);
  assert.equal(usl.analyse(sampleResults(rated((index) => (index % 2 === 0 ? 100 : 9e3)))), []);
});

function rated(rateOf: (index: number) => number): Row[] {
  return levels.map((clients, index) =>
    syntheticRow({
      ...{ transport: 'tcp', bytes: 64, clients, launches: 3, calls: 50, p50Ns: 5e4, seed: 1 },
      throughput: rateOf(index),
    }),
  );
}

test('one launch has no interval, three levels no fit, names can be anything', () => {
  assert.is(only(study(law, 1, { launches: 1 })).caveats?.[0]?.kind, 'order-only');
  assert.equal(usl.analyse(sampleResults(study(law, 1).slice(0, 3))), []);
  assert.equal(usl.analyse(sampleResults([sampleFailedRow()])), []);
  const hostile = study(law, 1).map((row) => ({
    ...row,
    cell: { ...row.cell, transport: use('tcp', '<b>;=1') },
  }));
  assert.match(only(hostile).id, /^usl\.[A-Za-z0-9.-]+$/);
  assert.is(peakOf({ lambda: 1, sigma: 2, kappa: 1 }), 1);
});

test.run();
