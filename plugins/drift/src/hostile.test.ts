import type { Analysis, Results } from '@wiretax/core';
import { applyPlugin, fakeHost, sampleFailedRow, sampleResults, sampleRow, use } from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import plugin from './index.js';

const analysis: Analysis = applyPlugin(plugin, fakeHost()).analyses.need('drift').contribution;
const names = ['<script>alert(1)</script>', '=cmd|x', '', '../..', 'a\nb', '%s', '👩‍💻'];

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

test('any name, several rows of one label, with and without flow control', () => {
  const rows = [...names, 'tcp', 'tcp'].flatMap((label, index) =>
    [1, 10].flatMap((clients) =>
      [{}, { flow: use('semaphore', '<b>') }].map((flow) =>
        syntheticRow({
          transport: use(index % 2 === 0 ? 'tcp' : 'grpc', label, { index }),
          bytes: 64,
          clients,
          launches: 4,
          calls: 1000,
          p50Ns: (1e5 + index * 2e4) * clients,
          launchNoise: 0.02,
          seed: index + 1,
          ...flow,
        }),
      ),
    ),
  );
  assert.ok(check(sampleResults(rows)) > 0);
});

test('rows without launches, calls, buckets, time or finite figures', () => {
  const row = sampleRow();
  const nothing = { valuesNs: [], counts: [] };
  const zero = { valuesNs: [0], counts: [30_000] };
  const launch = row.launches[0];
  assert.ok(launch);
  const four = [1, 2, 3, 4].map((trial) => ({ ...launch, trial }));
  const broken = [nothing, zero, launch.response].flatMap((response) =>
    [0, 1000, NaN, Infinity].map((throughput) =>
      four.map((one) => ({ ...one, response, service: response, throughput })),
    ),
  );
  const uncalled = four.map((one) => ({ ...one, calls: 0 }));
  const changed = [[], uncalled, ...broken].flatMap((launches, index) =>
    ['tcp', 'rest'].flatMap((transport) =>
      [{}, { flow: 'semaphore' }].map((flow) =>
        sampleRow({ transport, bytes: 64 * 2 ** index, ...flow }, { launches }),
      ),
    ),
  );
  check(sampleResults([]));
  check(sampleResults([row]));
  check(sampleResults([sampleFailedRow(), sampleFailedRow({ bytes: 4096 }), row]));
  check(sampleResults(changed));
  for (const one of changed) check(sampleResults([one, row]));
  check(sampleResults([NaN, Infinity, 0, null].map((throughput) => sampleRow({}, { throughput }))));
});

test.run();
