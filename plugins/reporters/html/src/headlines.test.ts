import type { Row } from '@wiretax/core';
import { sampleResults } from '@wiretax/core/testing';
import { corners, choicesAmong } from '@wiretax/statistics';
import { syntheticRow, syntheticStudies, type SyntheticRowShape } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { anchorsOf } from './anchors.js';
import { headlines } from './headlines.js';

function textOf(rows: readonly Row[]): string {
  const page = headlines(sampleResults(rows), anchorsOf(rows)).text;
  return page
    .replace(/<[^>]*>/g, '')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ');
}

function row(transport: string, changes: Partial<SyntheticRowShape> = {}): Row {
  const shape = { transport, bytes: 64, clients: 1, launches: 5, calls: 2000, p50Ns: 5e4 };
  return syntheticRow({ ...shape, launchNoise: 0.002, seed: transport.length, ...changes });
}

test('the lowest median is told with the next', () => {
  assert.match(
    textOf([row('tcp'), row('rest', { p50Ns: 1e5 })]),
    /^At 64B and one client, tcp has the lowest median, 50\.\d µs \(.*\); that of rest is (2\.0|1\.9)\d times as long \(95 % interval /,
  );
});

test('what can not be told apart, differs by less than 3 %, or has no interval is not said to be the lowest', () => {
  const noisy = { launchNoise: 0.2 };
  assert.match(
    textOf([row('tcp', noisy), row('rest', noisy)]),
    /(tcp|rest) had the lowest median, .*, which can't be told from that of (tcp|rest)\./,
  );
  assert.match(
    textOf([row('tcp', { calls: 50_000 }), row('rest', { calls: 50_000, p50Ns: 5.05e4 })]),
    /tcp had the lowest median, .*; that of rest is 1\.01\d? times as long \(95 % interval 1\.0\d to 1\.0\d\), no difference worth choosing by\./,
  );
  assert.match(
    textOf([row('tcp', { launches: 1 }), row('rest', { launches: 1, p50Ns: 1e5 })]),
    /tcp had the lowest median, .*; that of rest is \d\.\d\d times as long, without an interval\./,
  );
});

test('it claims what is claimed of the corners, all judged together', () => {
  const studies = syntheticStudies({
    bytes: [64, 65_536],
    clients: [1, 500],
    p50Ns: ({ transport, bytes, clients }) => (2e4 + bytes) * clients * (transport === 'tcp' ? 1 : 1.15),
  });
  let claims = 0;
  for (let number = 1; number <= 30; number += 1) {
    const { rows } = studies(number);
    const text = textOf(rows);
    const { choices } = choicesAmong(corners(rows));
    for (const [place, at] of [
      ['64B.c1', 'At 64B and one client'],
      ['64KiB.c500', 'At 64KiB and 500 clients'],
    ] as const) {
      const choice = choices.find(({ p50 }) => p50.best.cell.id.endsWith(`.${place}`));
      assert.ok(choice);
      const isClaim = choice.p50.standing === 'lowest';
      const { label } = choice.p50.best.cell.transport;
      assert.match(text, `${at}, ${label} ${isClaim ? 'has' : 'had'} the lowest median`);
      if (isClaim) claims += 1;
    }
  }
  assert.ok(claims > 10 && claims < 50, String(claims));
});

test('one transport alone has no rival', () => {
  assert.match(textOf([row('tcp')]), /^At 64B and one client, the median of tcp is 50\.\d µs \([^)]*\)\. ?$/);
  assert.match(textOf([]), /^No cells/);
});

test.run();
