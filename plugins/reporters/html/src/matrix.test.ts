import type { Row } from '@wiretax/core';
import { sampleFailedRow } from '@wiretax/core/testing';
import { syntheticRow, type SyntheticRowShape } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { matrices } from './matrix.js';
import { rankingOf } from './ranking.js';

function row(transport: string, changes: Partial<SyntheticRowShape> = {}): Row {
  const shape = { transport, bytes: 64, clients: 1, launches: 5, calls: 5000, p50Ns: 5e4 };
  return syntheticRow({ ...shape, launchNoise: 0.002, seed: transport.length, ...changes });
}

/** The squares of the matrix of a figure: class and text. */
function squares(rows: readonly Row[], key = 'p50'): readonly string[] {
  const page = pageOf(rows, key);
  return [...page.matchAll(/<td class="([^"]*)">([\s\S]*?)<\/td>/g)].map(
    ([, name = '', text = '']) =>
      `${name.trim()}: ${text
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()}`,
  );
}

function pageOf(rows: readonly Row[], key: string): string {
  const ranking = rankingOf(rows);
  const ranked = ranking.figures.find(({ figure }) => figure.key === key);
  assert.ok(ranked);
  return matrices(ranking, ranked).text;
}

test('who leads is told by colour and by name, and by how much', () => {
  const rows = [1, 10].flatMap((clients) => [
    row('tcp', { clients }),
    row('rest', { clients, p50Ns: clients === 1 ? 1e5 : 2.5e4 }),
  ]);
  const [one = '', ten = ''] = squares(rows);
  assert.match(
    one,
    /^leader k1: 64 B, 1 client: tcp (2\.0|1\.9)\d× 50\.\d µs$|^leader k1: 1 client: tcp (2\.0|1\.9)\d× /,
  );
  assert.match(ten, /^leader k2: .*10 clients: rest (2\.0|1\.9)\d× /);
});

test('equal, not known, order only and struck each have a mark and a class of their own', () => {
  const noisy = { launchNoise: 0.2 };
  const once = { launches: 1 };
  assert.match(
    squares([row('tcp', { calls: 50_000 }), row('rest', { calls: 50_000, p50Ns: 5.02e4 })])[0] ?? '',
    /^equal .*= tcp, rest|^equal .*= rest, tcp/,
  );
  assert.match(
    squares([row('tcp', noisy), row('rest', noisy)])[0] ?? '',
    /^unknown .*\? (tcp or rest|rest or tcp)/,
  );
  assert.match(
    squares([row('tcp', once), row('rest', { ...once, p50Ns: 1e5 })])[0] ?? '',
    /^order-only .*› tcp/,
  );
  assert.match(
    squares([row('tcp', { verdicts: ['disturbed'] }), row('rest', { verdicts: ['disturbed'] })])[0] ?? '',
    /^nothing.*∅ disturbed/,
  );
});

test('without a single P99 the matrix shows P50, and says so', () => {
  const few = { calls: 100 };
  const rows = [row('tcp', few), row('rest', { ...few, p50Ns: 1e5 })];
  assert.match(pageOf(rows, 'p99'), /Too few calls for P99 anywhere\. P50: who leads/);
  assert.match(squares(rows, 'p99')[0] ?? '', /tcp/);
});

test('further axes make a matrix each', () => {
  const rows = ['tcp', 'unix'].flatMap((link) =>
    [1, 10].flatMap((clients) =>
      [64, 4096].flatMap((bytes) =>
        ['tcp', 'rest'].map((transport) => row(transport, { link, clients, bytes })),
      ),
    ),
  );
  const page = pageOf(rows, 'p50');
  assert.is(page.split('<table').length - 1, 2);
  assert.match(page, /data-layer="link unix"\s+data-many/);
  assert.is(squares(rows).length, 8);
});

test('one stack alone has its value at each place, and nobody leads', () => {
  const rows = [row('tcp'), row('tcp', { clients: 10 })];
  assert.match(squares(rows)[0] ?? '', /^alone.*50\.\d µs$/);
  assert.match(pageOf(rows, 'p50'), /<caption>\s*P50\s*<\/caption>/);
});

test('columns go from small to large messages, whatever is missing', () => {
  const at = (bytes: number, clients: number): readonly Row[] =>
    ['tcp', 'rest'].map((transport) => row(transport, { bytes, clients }));
  const page = pageOf([...at(65_536, 1), ...at(64, 50), ...at(4096, 50)], 'p50');
  assert.equal(
    [...page.matchAll(/<th scope="col">([^<]*)</g)].map(([, text]) => text),
    ['64 B', '4 KiB', '64 KiB'],
  );
});

test('why there is nothing to compare is told of each place', () => {
  const failed = sampleFailedRow({ transport: 'tcp', bytes: 64, clients: 1 });
  const notRun = { ...failed, trials: { ...failed.trials, failed: 0, completed: 0 } };
  assert.match(squares([notRun, { ...notRun, cell: row('rest').cell }])[0] ?? '', /∅ not run$/);
  assert.match(squares([failed])[0] ?? '', /∅ failed$/);
  const few = { calls: 100, verdicts: ['unsteady' as const] };
  const rows = [row('tcp', few), row('rest', few), row('tcp', { clients: 10 }), row('rest', { clients: 10 })];
  assert.match(squares(rows, 'p99')[0] ?? '', /∅ too few calls$/);
});

test.run();
