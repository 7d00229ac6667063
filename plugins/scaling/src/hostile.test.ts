import type { Analysis, Results, RowMetric } from '@wiretax/core';
import {
  applyPlugin,
  fakeHost,
  sampleFailedRow,
  sampleResults,
  sampleRow,
  sampleRowMetric,
  use,
} from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import plugin from './index.js';

const analysis: Analysis = applyPlugin(plugin, fakeHost()).analyses.need('scaling').contribution;
const names = ['<script>alert(1)</script>', '=cmd|x', '', '../..', 'a\nb', '%s', '👩‍💻'];
const sizes = [64, 4096];
const levels = [1, 10, 50];

/** Counters of hostile names that jump and grow. */
function metricsAt(bytes: number, clients: number): RowMetric[] {
  return [...names, '.', '-'].map((name) =>
    sampleRowMetric({
      name,
      kind: 'counter',
      unit: 'count',
      collector: name,
      role: 'client',
      window: 'measure',
      comparable: true,
      perCall: (bytes > 1024 ? 20 : 1) * clients ** 1.5,
    }),
  );
}

function check(results: Results): number {
  const findings = analysis.analyse(results);
  for (const { id, statement, numbers } of findings) {
    assert.match(id, /^[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*$/);
    assert.not.match(statement, /NaN|undefined|Infinity/);
    assert.ok(Object.values(numbers).every(Number.isFinite), id);
  }
  assert.is(new Set(findings.map(({ id }) => id)).size, findings.length);
  return findings.length;
}

test('any name, several series of one label', () => {
  const labels = [...names, 'tcp', 'tcp'];
  const rows = labels.flatMap((label, index) =>
    sizes.flatMap((bytes) =>
      levels.map((clients) =>
        syntheticRow({
          transport: use(index % 2 === 0 ? 'tcp' : 'grpc', label, { index }),
          bytes,
          clients,
          launches: 3,
          calls: 1000,
          p50Ns: (1e5 + index * 2e4) * (bytes > 1024 ? 4 : 1) * clients,
          launchNoise: 0.02,
          metrics: metricsAt(bytes, clients),
          seed: index + 1,
        }),
      ),
    ),
  );
  assert.ok(check(sampleResults(rows)) > 0);
  const flow = [use('semaphore', '<b>')];
  check(sampleResults(rows.map((row) => ({ ...row, cell: { ...row.cell, flow } }))));
});

test('rows without launches, calls, buckets, time or finite counters', () => {
  const row = sampleRow();
  const nothing = { valuesNs: [], counts: [] };
  const zero = { valuesNs: [0], counts: [30_000] };
  const broken = [nothing, zero].flatMap((response) =>
    [0, 1000].map((throughput) => row.launches.map((launch) => ({ ...launch, response, throughput }))),
  );
  const counted = [0, NaN, -1, 1e300].map((perCall) =>
    row.launches.map((launch, index) => ({
      ...launch,
      calls: index,
      metrics: metricsAt(64, 1).map((metric) => ({ ...metric, perCall })),
    })),
  );
  const changed = [[], ...broken, ...counted].flatMap((launches, index) =>
    [1, 10, 50, 100].map((clients) => sampleRow({ clients, bytes: 64 * 2 ** index }, { launches })),
  );
  check(sampleResults([]));
  check(sampleResults([row]));
  check(sampleResults([sampleFailedRow(), sampleFailedRow({ bytes: 4096 }), sampleRow({ clients: 1 })]));
  check(sampleResults(changed));
  check(sampleResults(changed.toReversed().map((one) => ({ ...one, response: row.response }))));
});

test('fewer than three launches are no reason for an interval', () => {
  for (const launches of [1, 2]) {
    const rows = sizes.flatMap((bytes) =>
      levels.map((clients) =>
        syntheticRow({
          transport: 'tcp',
          bytes,
          clients,
          launches,
          calls: 2000,
          p50Ns: 1e5 * clients,
          metrics: metricsAt(bytes, clients),
          seed: clients,
        }),
      ),
    );
    const findings = analysis.analyse(sampleResults(rows));
    assert.ok(findings.length > 0);
    assert.ok(findings.every(({ interval }) => interval === undefined));
    assert.ok(findings.every(({ statement }) => statement.includes('no interval')));
  }
});

test.run();
