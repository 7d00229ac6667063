import type { Analysis, Launch, Results } from '@wiretax/core';
import { applyPlugin, fakeHost, sampleFailedRow, sampleResults, sampleRow, use } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { closedWindow } from './closed-window.test.support.js';
import plugin from './index.js';

const analysis: Analysis = applyPlugin(plugin, fakeHost()).analyses.need('stalls').contribution;
const names = ['<script>alert(1)</script>', '=cmd|x', '', '../..', 'a\nb', '%s', '👩‍💻'];
const stalls = [{ startNs: 2e8, lengthNs: 4e8 }];
const stalled = closedWindow({ clients: 10, calls: 5000, service: () => 1e6, seed: 1, stalls });

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

test('any name, several rows of one label', () => {
  const rows = [...names, 'tcp', 'tcp'].map((label, index) =>
    sampleRow({ transport: use('tcp', label, { index }) }, { launches: [stalled] }),
  );
  assert.is(check(sampleResults(rows)), rows.length);
});

test('launches without calls, buckets, time or finite figures', () => {
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
  assert.is(check(sampleResults(rows)), rows.length);
  check(sampleResults([]));
  check(sampleResults([sampleFailedRow(), sampleRow()]));
  check(sampleResults([sampleRow({ clients: 500 }, { launches: [stalled] })]));
});

test.run();
