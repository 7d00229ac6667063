import type { Results } from '@wiretax/core';
import { sampleManifest, sampleResults } from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { anchorsOf } from './anchors.js';
import { earlierSection } from './earlier.js';

function runOf(id: string, p50Ns: number, verdict: 'valid' | 'disturbed' = 'valid'): Results {
  const rows = [64, 4096].map((bytes) =>
    syntheticRow({
      transport: 'tcp',
      bytes,
      clients: 1,
      launches: 5,
      calls: 5000,
      p50Ns,
      launchNoise: 0.002,
      seed: bytes,
      verdicts: [verdict],
    }),
  );
  return sampleResults(rows, { manifest: sampleManifest({}, { id }), directory: `.wiretax/runs/${id}` });
}

function textOf(now: Results, earlier: Results): string | undefined {
  const section = earlierSection(now, earlier, anchorsOf(now.rows), 'node bin/run.js');
  return section?.markup.text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

test('what has changed since the run before, the largest first, with a command that tells more', () => {
  const text = textOf(runOf('2-quick', 6e4), runOf('1-quick', 5e4));
  assert.match(text ?? '', /Run 1-quick of .* Of \d+ figures \d+ worse/);
  assert.match(text ?? '', /tcp\.64B\.c1 P50 [\d.]+ µs [\d.]+ µs \+(19|20)\.\d % .*▲ worse/);
  assert.match(text ?? '', 'node bin/run.js compare 1-quick 2-quick');
});

test('runs of which no cell may be compared have no section', () => {
  assert.is(textOf(runOf('2-quick', 6e4, 'disturbed'), runOf('1-quick', 5e4)), undefined);
});

test.run();
