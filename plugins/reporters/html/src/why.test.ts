import { type Results, type Row } from '@wiretax/core';
import { sampleEvidence, sampleResults, sampleTrial } from '@wiretax/core/testing';
import { syntheticRow, type SyntheticRowShape } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { anchorsOf } from './anchors.js';
import { rankingOf } from './ranking.js';
import { why } from './why.js';

function row(transport: string, changes: Partial<SyntheticRowShape> = {}): Row {
  const shape = { transport, bytes: 64, clients: 1, launches: 5, calls: 5000, p50Ns: 5e4 };
  return syntheticRow({ ...shape, launchNoise: 0.002, seed: transport.length, ...changes });
}

function textOf(rows: readonly Row[], changes: Partial<Results> = {}): string {
  const results = sampleResults(rows, changes);
  const options = { anchors: anchorsOf(rows), program: 'wiretax' };
  return why(results, rankingOf(rows), options)
    .text.replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

const two = [row('tcp'), row('rest', { p50Ns: 1e5 })];

test('the command that collects evidence keeps the folder of results', () => {
  assert.match(textOf(two), 'wiretax run evidence Copy');
  const directory = '/srv/runs/20260102-030405-quick-7f3a';
  assert.match(textOf(two, { directory }), 'wiretax run evidence --out /srv Copy');
});

test('evidence is not asked for where there is some, nor where nothing can be compared', () => {
  const evidence = [sampleEvidence({ window: 'profile' })];
  const trials = two.map(({ cell }) => sampleTrial(cell, { evidence }));
  assert.not.match(textOf(two, { trials }), 'run evidence');
  const struck = { verdicts: ['disturbed' as const] };
  assert.not.match(textOf([row('tcp', struck), row('rest', struck)]), 'run evidence');
});

test('one alone is not the best', () => {
  assert.match(textOf(two), 'P50: best');
  assert.not.match(textOf([row('tcp')]), 'best');
});

test.run();
