import type { Finding, Row } from '@wiretax/core';
import { sampleResults } from '@wiretax/core/testing';
import { syntheticRow, type SyntheticRowShape } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { anchorsOf } from './anchors.js';
import { headline } from './headlines.js';
import { rankingOf } from './ranking.js';

function textOf(rows: readonly Row[], findings: readonly Finding[] = [], key = 'p50'): string {
  const ranking = rankingOf(rows);
  const ranked = ranking.figures.find(({ figure }) => figure.key === key);
  assert.ok(ranked);
  const page = headline(sampleResults(rows, { findings }), ranking, ranked, anchorsOf(rows)).text;
  return page
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

function row(transport: string, changes: Partial<SyntheticRowShape> = {}): Row {
  const shape = { transport, bytes: 64, clients: 1, launches: 5, calls: 2000, p50Ns: 5e4 };
  return syntheticRow({ ...shape, launchNoise: 0.002, seed: transport.length, ...changes });
}

const lead = (figure: string, statement: string): Finding => ({
  id: `x.${figure}`,
  statement,
  numbers: {},
  cells: [],
  answers: 'leads',
  figure,
});

test('what was found of the figure is the answer, with how sure all of it is', () => {
  const rows = [row('tcp'), row('rest', { p50Ns: 1e5 })];
  const findings = [lead('response.p50', 'tcp is faster.'), lead('throughput', 'tcp makes more.')];
  assert.match(
    textOf(rows, findings),
    /^tcp is faster\. .*By P50, tcp leads at 1 place of 1\. Decided at 1 of 1 place\./,
  );
  assert.match(textOf(rows, findings, 'throughput'), /^tcp makes more\./);
  assert.match(textOf(rows, findings, 'p99'), /^By P99, tcp leads at 1 place of 1\./);
});

test('nobody leads where nothing is known', () => {
  const noisy = { launchNoise: 0.2 };
  assert.match(
    textOf([row('tcp', noisy), row('rest', noisy)]),
    /nobody is known to lead.*not known yet at 1/,
  );
  assert.match(
    textOf([row('tcp', { launches: 1 }), row('rest', { launches: 1, p50Ns: 1e5 })]),
    /there is an order at 1 place, and nothing that says/,
  );
  assert.match(textOf([row('tcp')]), /There is nothing to compare by P50\./);
  assert.match(textOf([row('tcp', { verdicts: ['disturbed'] }), row('rest')]), /nothing to compare/);
});

test('an empty plan has no answer', () => {
  assert.is(rankingOf([]).places.length, 0);
});

test.run();
