import type { Row } from '@wiretax/core';
import { sampleFailedRow } from '@wiretax/core/testing';
import { contenderRow as row } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  comparedAxis,
  type FigureKey,
  pointsThatMatter,
  type RankedFigure,
  rankedFigures,
  standingsOf,
} from './index.js';

function figure(key: FigureKey): RankedFigure {
  const found = rankedFigures.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no figure ${key}`);
  return found;
}
const p50 = figure('p50');

function standings(rows: readonly Row[], key: FigureKey = 'p50'): readonly string[] {
  return standingsOf(rows, figure(key)).map(
    ({ place, contenders, decision }) =>
      `${place}: ${contenders.map(({ label, standing }) => `${label} ${standing}`).join(', ')}; ${decision}`,
  );
}

test('the best leads, and the others are so many times worse, whatever the figure', () => {
  const rows = [row('grpc', { p50Ns: 2e5 }), row('tcp'), row('rest', { p50Ns: 1e5 })];
  for (const { key } of rankedFigures) {
    assert.equal(standings(rows, key), ['64B, 1 client: tcp best, rest worse, grpc worse; leader'], key);
    const [one] = standingsOf(rows, figure(key));
    const [best, second, third] = one?.contenders ?? [];
    assert.equal([best?.factor, best?.interval], [1, null]);
    assert.ok(Math.abs((second?.factor ?? 0) - 2) < 0.1, `${key}: ${String(second?.factor)}`);
    assert.ok(Math.abs((third?.factor ?? 0) - 4) < 0.2, `${key}: ${String(third?.factor)}`);
    const { low = 9, high = 0 } = second?.interval ?? {};
    assert.ok(low > 1.8 && low < 2 && high > 2 && high < 2.2, `${key}: ${String(low)} to ${String(high)}`);
    assert.is(best?.value, figure(key).valueOf(best?.row ?? row('tcp')));
  }
});

test('values come with the unit that fits', () => {
  assert.equal(
    rankedFigures.map((one) => one.text(2_020_000_000)),
    ['2.02 s', '2.02 s', '2,020 M/s', '2.02 s'],
  );
  assert.is(figure('throughput').text(94_100), '94,100/s');
});

test('rows that are struck, failed or without the figure are unusable, and decide nothing', () => {
  const disturbed = row('rest', { p50Ns: 1e4, verdicts: ['disturbed'], reasons: ['somebody was there'] });
  assert.equal(standings([disturbed, row('tcp'), row('grpc', { p50Ns: 1e5 })]), [
    '64B, 1 client: tcp best, grpc worse, rest unusable; leader',
  ]);
  assert.equal(standings([row('tcp'), sampleFailedRow({ transport: 'rest', bytes: 64, clients: 1 })]), [
    '64B, 1 client: tcp best, rest unusable; nothing',
  ]);
  assert.equal(standings([row('tcp'), row('rest', { calls: 100, p50Ns: 1e5 })], 'p99'), [
    '64B, 1 client: tcp best, rest unusable; nothing',
  ]);
});

test('without an interval there is an order only: of few launches, and of launches of unlike machines', () => {
  const rows = [row('tcp', { launches: 1 }), row('rest', { p50Ns: 1e5, launches: 1 })];
  assert.equal(standings(rows), ['64B, 1 client: tcp best, rest order-only; order-only']);
  const mixed = { ...row('rest', { p50Ns: 1e5 }), mixed: 'sessions 1 and 2 had other CPUs' };
  assert.equal(standings([row('tcp'), mixed, row('grpc', { p50Ns: 2e5 })]), [
    '64B, 1 client: tcp best, rest order-only, grpc worse; order-only',
  ]);
});

test('what lies within 3 % is equal, and what can be neither is not known yet, with the launches that would tell', () => {
  const still = { launchNoise: 0.002, calls: 100_000 };
  assert.equal(standings([row('tcp', still), row('rest', { ...still, seed: 9 })]), [
    '64B, 1 client: rest best, tcp equal; equal',
  ]);
  const vague = { launchNoise: 0.1, launches: 3 };
  const [unknown] = standingsOf([row('tcp', vague), row('rest', { ...vague, p50Ns: 6e4, seed: 9 })], p50);
  const rival = unknown?.contenders[1];
  assert.equal([unknown?.decision, rival?.standing], ['unknown', 'unknown']);
  const needed = rival?.launchesNeeded ?? 0;
  assert.ok(needed > 3 && needed <= 51, String(needed));
});

test('CPU time of a call in its client alone is not held against that of whole calls', () => {
  const [tcp, rest, grpc] = [row('tcp'), row('rest', { p50Ns: 1e5 }), row('grpc', { p50Ns: 2e5 })];
  const alone = (one: Row): Row => {
    const clientOf = ({ client }: Row['peers']): Row['peers'] => (client === undefined ? {} : { client });
    return {
      ...one,
      peers: clientOf(one.peers),
      launches: one.launches.map((launch) => ({ ...launch, peers: clientOf(launch.peers) })),
    };
  };
  assert.equal(standings([alone(tcp), rest, grpc], 'cpu'), [
    '64B, 1 client: rest best, grpc worse, tcp unusable; leader',
  ]);
  assert.equal(standings([tcp, rest, grpc].map(alone), 'cpu'), [
    '64B, 1 client: tcp best, rest worse, grpc worse; leader',
  ]);
});

test('the axis that is compared is the transport, or else the first of which there are several at one place', () => {
  const cell = (codec: string, one: Row): Row => ({
    ...one,
    cell: { ...one.cell, id: `${one.cell.id}.${codec}`, codec: { use: codec, options: {}, label: codec } },
  });
  assert.is(comparedAxis([row('tcp'), row('rest')]), 'transport');
  assert.is(comparedAxis([row('tcp'), cell('json', row('tcp'))]), 'codec');
  assert.is(comparedAxis([row('tcp'), row('tcp', { link: 'unix' })]), 'link');
  assert.is(comparedAxis([row('tcp'), row('rest', { clients: 10 })]), undefined);
  assert.is(comparedAxis([row('tcp'), row('tcp', { clients: 10 })]), undefined);
  assert.is(comparedAxis([]), undefined);
  assert.equal(standingsOf([row('tcp')], p50), []);
  const both = ['protobuf', 'json'].flatMap((codec) =>
    [row('tcp'), row('rest', { p50Ns: 1e5 })].map((one) => cell(codec, one)),
  );
  assert.equal(
    standingsOf(both, p50).map(({ place }) => place),
    ['64B, 1 client, codec protobuf', '64B, 1 client, codec json'],
  );
});

test('corners come first, in the order of the plan', () => {
  const slower = { p50Ns: 1e4 };
  const rows = [64, 4096, 65_536].flatMap((bytes) =>
    [1, 10, 50].flatMap((clients) => [row('tcp', { bytes, clients }), row('rest', { bytes, clients })]),
  );
  const all = standingsOf(rows, p50);
  const few = (most: number): readonly string[] => pointsThatMatter(all, most).map(({ place }) => place);
  assert.equal(few(1), ['64B, 1 client']);
  assert.equal(few(2), ['64B, 1 client', '64KiB, 50 clients']);
  const corners = ['64B, 1 client', '64B, 50 clients', '64KiB, 1 client', '64KiB, 50 clients'];
  assert.equal(few(4), corners);
  assert.equal(few(5), [...corners.slice(0, 2), '4KiB, 10 clients', ...corners.slice(2)]);
  assert.equal(few(99).length, 9);
  assert.equal(pointsThatMatter([], 4), []);
  // Whoever leads where.
  const changing = standingsOf(
    rows.map((one) =>
      one.cell.transport.label === 'rest' && one.cell.concurrency > 1
        ? row('rest', { ...slower, bytes: one.cell.size.requestBytes, clients: one.cell.concurrency })
        : one,
    ),
    p50,
  );
  assert.equal(
    pointsThatMatter(changing, 4).map(({ place }) => place),
    corners,
  );
});

test.run();
