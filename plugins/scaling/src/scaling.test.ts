import type { Finding, Row, RowMetric } from '@wiretax/core';
import { sampleFailedRow, sampleResults, sampleRowMetric, use } from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { scaling } from './analysis.js';

interface Planted {
  readonly exponent: number;
  readonly seed: number;
  readonly launches?: number;
  readonly noise?: number;
  readonly switches?: (clients: number) => number;
}

function study({ exponent, seed, launches = 5, noise = 0.03, switches }: Planted): readonly Row[] {
  return [1, 10, 50, 100].map((clients) => {
    const metrics: RowMetric[] =
      switches === undefined
        ? []
        : [sampleRowMetric({ name: 'context-switches', unit: 'count', perCall: switches(clients) })];
    return syntheticRow({
      transport: 'tcp',
      bytes: 64,
      clients,
      launches,
      calls: 1000,
      p50Ns: 5e4 * clients ** exponent,
      launchNoise: noise,
      seed: seed * 1000 + clients,
      metrics,
    });
  });
}

function only(rows: readonly Row[]): Finding {
  const [finding, ...others] = scaling.analyse(sampleResults(rows));
  assert.is(others.length, 0);
  assert.ok(finding);
  return finding;
}

test('the interval of a planted exponent holds it about as often as it says', () => {
  const runs = Array.from({ length: 200 }, (_, seed) => only(study({ exponent: 1.3, seed: seed + 1 })));
  const holding = runs.filter(
    ({ numbers }) =>
      (numbers['response.mean.exponentLow'] ?? 9) <= 1.3 &&
      (numbers['response.mean.exponentHigh'] ?? 0) >= 1.3,
  );
  assert.ok(holding.length >= 182, `${String(holding.length)} of 200`);
  assert.match(runs[0]?.statement ?? '', /^From 1 to 100 clients of tcp at 64B, super-linear: /);
});

test('growth in proportion is not called more', () => {
  const runs = Array.from({ length: 200 }, (_, seed) => only(study({ exponent: 1, seed: seed + 1 })));
  // CPU time follows latency in this data, so that it does grow.
  const claims = runs.filter(({ statement }) => /super-linear: [^,]*response time/.test(statement));
  assert.ok(claims.length <= 12, `${String(claims.length)} of 200`);
});

test('a counter is that of all clients together', () => {
  const { numbers, statement } = only(
    study({ exponent: 0.2, seed: 1, noise: 0.01, switches: (clients) => 2 * clients ** 0.5 }),
  );
  assert.ok(Math.abs((numbers['server.context-switches.exponent'] ?? 0) - 1.5) < 0.01);
  assert.match(statement, 'context-switches of the server grows as clients to the power of 1.50');
});

test('counters that are rare, missing or from another rate are left out', () => {
  const rare = only(study({ exponent: 0.5, seed: 1, switches: () => 0.001 }));
  assert.not.ok(Object.keys(rare.numbers).some((key) => key.includes('context-switches')));
  const slow = study({ exponent: 0.5, seed: 1, switches: () => 2 }).map((row) => ({
    ...row,
    metrics: row.metrics.map((metric) => ({ ...metric, comparable: false })),
  }));
  assert.not.ok(Object.keys(only(slow).numbers).some((key) => key.includes('context-switches')));
});

test('one launch has no verdict, two levels no exponent, names can be anything', () => {
  assert.match(only(study({ exponent: 1.3, seed: 1, launches: 1 })).statement, 'one launch, no interval');
  assert.match(
    only(study({ exponent: 1.3, seed: 1, launches: 1 })).statement,
    'no verdict without an interval',
  );
  assert.equal(scaling.analyse(sampleResults(study({ exponent: 1, seed: 1 }).slice(0, 2))), []);
  assert.equal(scaling.analyse(sampleResults([sampleFailedRow()])), []);
  const hostile = study({ exponent: 1.3, seed: 1 }).map((row) => ({
    ...row,
    cell: { ...row.cell, transport: use('tcp', '<script>') },
  }));
  assert.match(only(hostile).id, /^scaling\.[A-Za-z0-9.-]+$/);
});

test.run();
