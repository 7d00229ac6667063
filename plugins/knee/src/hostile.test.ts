import type { Analysis, Results } from '@wiretax/core';
import { applyPlugin, fakeHost, sampleFailedRow, sampleResults, sampleRow, use } from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import plugin from './index.js';

const analysis: Analysis = applyPlugin(plugin, fakeHost()).analyses.need('knee').contribution;
const names = ['<script>alert(1)</script>', '=cmd|x', '', '../..', 'a\nb', '%s', '👩‍💻'];

function check(results: Results): void {
  const findings = analysis.analyse(results);
  for (const { id, statement, numbers } of findings) {
    assert.match(id, /^[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*$/);
    assert.not.match(statement, /NaN|undefined|Infinity/);
    assert.ok(Object.values(numbers).every(Number.isFinite), id);
  }
  assert.is(new Set(findings.map(({ id }) => id)).size, findings.length);
}

test('any name, several series of one label', () => {
  const labels = [...names, 'tcp', 'tcp'];
  const rows = labels.flatMap((label, index) =>
    [64, 4096].flatMap((bytes) =>
      [1, 10, 50].map((clients) =>
        syntheticRow({
          transport: use(index % 2 === 0 ? 'tcp' : 'grpc', label, { index }),
          bytes,
          clients,
          launches: 3,
          calls: 2000,
          p50Ns: bytes === 64 ? 1e5 + index * 2e4 : 3e5 - index * 2e4,
          tailRatio: 1 + 20 / (index + 1),
          launchNoise: 0.02,
          seed: index + 1,
        }),
      ),
    ),
  );
  check(sampleResults(rows));
  check(
    sampleResults(rows.map((row) => ({ ...row, cell: { ...row.cell, flow: [use('semaphore', '<b>')] } }))),
  );
});

test('rows without launches, calls, buckets or time', () => {
  const row = sampleRow();
  const nothing = { valuesNs: [], counts: [] };
  const zero = { valuesNs: [0], counts: [30_000] };
  const broken = [nothing, zero].flatMap((response) =>
    [0, 1000].map((throughput) => row.launches.map((launch) => ({ ...launch, response, throughput }))),
  );
  const changed = [[], ...broken].flatMap((launches, index) =>
    [1, 10, 50].map((clients) => sampleRow({ clients, bytes: 64 * 2 ** index }, { launches })),
  );
  check(sampleResults([]));
  check(sampleResults([row]));
  check(sampleResults([sampleFailedRow(), sampleFailedRow({ bytes: 4096 }), sampleRow({ clients: 1 })]));
  check(sampleResults(changed));
  check(
    sampleResults([...changed, ...[1, 10, 50].map((clients) => sampleRow({ clients, transport: 'rest' }))]),
  );
});

test('fewer than three launches are no reason for an interval', () => {
  for (const launches of [1, 2]) {
    const rows = [64, 4096].flatMap((bytes) =>
      ['tcp', 'grpc'].flatMap((transport) =>
        [1, 10, 50].map((clients) =>
          syntheticRow({
            transport,
            bytes,
            clients,
            launches,
            calls: 2000,
            p50Ns: (bytes === 64) === (transport === 'tcp') ? 1e5 : 2e5,
            tailRatio: clients,
            seed: clients,
          }),
        ),
      ),
    );
    const findings = analysis.analyse(sampleResults(rows));
    assert.ok(findings.every(({ interval }) => interval === undefined));
    assert.ok(findings.every(({ statement }) => statement.includes('no interval')));
  }
});

test.run();
