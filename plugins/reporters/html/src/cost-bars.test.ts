import type { RowMetric } from '@wiretax/core';
import { sampleFailedRow, sampleRow, sampleRowMetric } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { costBars } from './cost-bars.js';

const sampled = (name: string, value: number, peer: string): RowMetric =>
  sampleRowMetric({ collector: 'flamegraph', window: 'profile', name, value, perCall: value, peer });

test('user and kernel time of each peer, and what is waited for', () => {
  const row = sampleRow({ cpuUs: [20, 10], p50Us: 50 });
  const bar = costBars([row]).get(row);
  assert.equal(
    bar?.portions.map(({ name, ns, colour }) => `${name} ${String(Math.round(ns))} ${colour ?? 'none'}`),
    [
      'client user 14000 client-user',
      'client kernel 6000 client-kernel',
      'server user 7000 server-user',
      'server kernel 3000 server-kernel',
      'waiting 25000 none',
    ],
  );
});

test('peers in the middle have colours of their own, and no waiting is drawn where CPU time is more than the response', () => {
  const row = sampleRow({ cpuUs: [40, 40], p50Us: 50, between: ['proxy-1'] });
  const colours = costBars([row])
    .get(row)
    ?.portions.map(({ colour }) => colour);
  assert.equal(colours?.slice(2, 4), ['peer-1-user', 'peer-1-kernel']);
  assert.not.ok(colours?.includes(null));
});

test('kinds of code where a profile told them apart of all, each with one colour', () => {
  const split = (protocolNs: number): readonly RowMetric[] =>
    ['client', 'server'].flatMap((peer) => [
      sampled('cpu.protocol', protocolNs, peer),
      sampled('cpu.copying', 1000, peer),
    ]);
  const rows = [
    sampleRow({}, { metrics: split(9000) }),
    sampleRow({ transport: 'rest' }, { metrics: split(500) }),
  ];
  const colours = rows.map(
    (row) =>
      costBars(rows)
        .get(row)
        ?.portions.find(({ name }) => name === 'protocol code')?.colour,
  );
  assert.equal(colours, ['series-1', 'series-1']);
  const mixed = [...rows.slice(0, 1), sampleRow({ transport: 'rest' })];
  assert.ok(mixed.every((row) => costBars(mixed).get(row)?.portions[0]?.name === 'client user'));
});

test('what tells no CPU time has no bar', () => {
  assert.is(costBars([sampleFailedRow()]).size, 0);
});

test.run();
