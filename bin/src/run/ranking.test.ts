import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { planTrials } from '@wiretax/core/record';
import { latency, sampleExperiment, use } from '@wiretax/core/testing';
import { Ranking } from './ranking.js';
import { trialRecord } from './trial-record.fixture.js';

const matrix = planTrials(sampleExperiment());

function finished(cell: string, p50Ns: number | null) {
  const record = trialRecord({ cell });
  if (record.measured === undefined) throw new Error('the fixture is measured');
  return { ...record, measured: { ...record.measured, response: latency({ p50: p50Ns }) } };
}

function after(...trials: readonly (readonly [string, number | null])[]): Ranking {
  const ranking = new Ranking(matrix);
  for (const [cell, p50Ns] of trials) ranking.add(finished(cell, p50Ns));
  return ranking;
}

test('nothing is ranked before two can be compared', () => {
  const ranking = after(['tcp.64B.c1', 50_000], ['rest.64B.c10', 90_000], ['rest.64B.c1', null]);
  assert.equal(ranking.lines(4), []);
  assert.is(ranking.leaders(), '');
});

test('the fastest by the median of its launches, and the others as factors of it', () => {
  const ranking = after(
    ['tcp.64B.c1', 50_000],
    ['rest.64B.c1', 75_000],
    ['tcp.64B.c1', 500_000],
    ['tcp.64B.c1', 50_000],
  );
  assert.equal(ranking.lines(4), ['64B · 1 client: tcp 50.0 µs · rest 1.50×']);
  ranking.add(finished('rest.4KiB.c10', 1e6));
  ranking.add(finished('tcp.4KiB.c10', 2e6));
  assert.is(ranking.lines(4).length, 2);
  assert.is(ranking.leaders(), 'tcp 1, rest 1 of 4');
});

test('corners of the matrix go first', () => {
  const order = planTrials(sampleExperiment({ concurrency: [1, 5, 10] }));
  const ranking = new Ranking(order);
  for (const { cell } of order) ranking.add(finished(cell.id, 1e5));
  assert.equal(
    ranking.lines(4).map((line) => line.split(':')[0]?.split(' · ')[1]),
    ['1 client', '10 clients', '1 client', '10 clients'],
  );
});

test('without several transports, another axis that names things is ranked; degrees are not', () => {
  const codecs = planTrials(
    sampleExperiment({ transport: [use('tcp')], codec: [use('protobuf'), use('json')] }),
  );
  const byCodec = new Ranking(codecs);
  for (const { cell } of codecs) byCodec.add(finished(cell.id, cell.codec.use === 'json' ? 2e5 : 1e5));
  assert.is(byCodec.leaders(), 'protobuf 4 of 4');
  const sizes = planTrials(sampleExperiment({ transport: [use('tcp')] }));
  const none = new Ranking(sizes);
  for (const { cell } of sizes) none.add(finished(cell.id, 1e5));
  assert.is(none.leaders(), '');
});

test.run();
