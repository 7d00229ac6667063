import type { Row } from '@wiretax/core';
import { sampleFailedRow, sampleResults, use } from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { littlesLaw } from './analysis.js';

function row(clients: number, changes: Partial<Row> = {}): Row {
  const synthetic = syntheticRow({
    transport: 'tcp',
    bytes: 64,
    clients,
    launches: 3,
    calls: 20_000,
    p50Ns: 5e4 * clients,
    launchNoise: 0.05,
    seed: clients,
  });
  return { ...synthetic, ...changes };
}

test('says once that it holds, and how well', () => {
  const [finding, ...others] = littlesLaw.analyse(sampleResults([1, 10, 100].map((clients) => row(clients))));
  assert.is(others.length, 0);
  assert.ok(finding);
  assert.is(finding.id, 'littles-law');
  assert.is(finding.numbers['rows'], 3);
  assert.ok(Math.abs(finding.numbers['worstOff'] ?? 1) < 0.01);
  assert.match(
    finding.statement,
    'The accounting adds up: throughput × mean response time gives the number of clients, as it must under closed load',
  );
  assert.match(finding.statement, 'in all 3 rows that can be checked, to ');
});

test('names rows whose throughput and response time don’t belong together', () => {
  const good = row(1);
  const lost = row(10, { throughput: (row(10).throughput ?? 0) * 0.8 });
  const [finding] = littlesLaw.analyse(sampleResults([good, lost]));
  assert.ok(finding);
  assert.is(finding.id, 'littles-law.broken');
  assert.equal(finding.cells, ['tcp.64B.c10']);
  assert.is(finding.numbers['broken'], 1);
  assert.match(
    finding.statement,
    /by more than 5\.00 % in 1 of 2 rows: tcp\.64B\.c10 \((19\.\d|20\.\d) % below\); their accounting can't be trusted/,
  );
});

test('planted losses are told from noise between launches', () => {
  let [alarms, found] = [0, 0];
  for (let seed = 1; seed <= 200; seed += 1) {
    const sound = syntheticRow({
      transport: 'tcp',
      bytes: 64,
      clients: 10,
      launches: 5,
      calls: 500,
      p50Ns: 5e5,
      launchNoise: 0.1,
      seed,
    });
    const lossy = { ...sound, throughput: (sound.throughput ?? 0) * 0.92 };
    const brokenOf = (one: Row): boolean =>
      littlesLaw.analyse(sampleResults([one])).some(({ id }) => id === 'littles-law.broken');
    if (brokenOf(sound)) alarms += 1;
    if (brokenOf(lossy)) found += 1;
  }
  assert.is(alarms, 0);
  assert.is(found, 200);
});

test('what is no number is neither held nor broken', () => {
  const rows = [NaN, Infinity].map((throughput) => row(10, { throughput }));
  assert.equal(littlesLaw.analyse(sampleResults(rows)), []);
  const [finding] = littlesLaw.analyse(sampleResults([...rows, row(1)]));
  assert.is(finding?.numbers['rows'], 1);
  assert.match(finding?.statement ?? '', 'to less than 0.01 % at worst');
});

test('rows too short for it, struck ones and open loads are left out', () => {
  const short = row(100, { calls: 100 });
  assert.equal(
    littlesLaw.analyse(sampleResults([short, sampleFailedRow(), row(1, { throughput: null })])),
    [],
  );
  const closed = row(1);
  const open = { ...closed, cell: { ...closed.cell, load: use('poisson') } };
  assert.equal(littlesLaw.analyse(sampleResults([open])), []);
});

test.run();
