import { InputError, type Row } from '@wiretax/core';
import { sampleChecks, sampleResults, sampleRow } from '@wiretax/core/testing';
import { rankedFigures } from '@wiretax/standings';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import Report from '../commands/report.js';
import { badgeOf } from './badge.js';

const rowOf = (transport: string, p50Us: number, launches = 5): Row =>
  syntheticRow({
    transport,
    bytes: 64,
    clients: 1,
    launches,
    calls: 5000,
    p50Ns: p50Us * 1e3,
    launchNoise: 0.02,
    seed: p50Us,
  });

test('checks: the gravest outcome gives the colour', () => {
  const of = (outcomes: readonly string[]) =>
    badgeOf(
      sampleResults([], { checks: sampleChecks().filter(({ outcome }) => outcomes.includes(outcome)) }),
      {
        what: 'checks',
        figure: 'p99',
      },
    );
  assert.equal(of(['held', 'crossed', 'open']), {
    schemaVersion: 1,
    label: 'wiretax',
    message: '1 of 3 checks crossed, 1 not known, 1 held',
    color: 'red',
  });
  assert.is(of(['held', 'open']).color, 'yellow');
  assert.is(of(['held']).color, 'brightgreen');
  assert.equal([of([]).message, of([]).color], ['no checks', 'lightgrey']);
});

test('leader: who is best at the first load point, unless nobody knows', () => {
  const results = sampleResults([rowOf('tcp', 100), rowOf('grpc', 300)]);
  const { label, message, color } = badgeOf(results, { what: 'leader', figure: 'p99' });
  assert.match(label, /^P99, 64B/);
  assert.match(message, /^tcp \d+ µs$/);
  assert.is(color, 'blue');
  const single = sampleResults([rowOf('tcp', 100, 1), rowOf('grpc', 300, 1)]);
  const untold = badgeOf(single, { what: 'leader', figure: 'p99' });
  assert.match(untold.message, /^tcp \d+ µs \(an order only\)$/);
  assert.is(untold.color, 'lightgrey');
  assert.is(badgeOf(sampleResults([]), { what: 'leader', figure: 'p50' }).message, 'not measured');
});

test('a cell: its figure, and its verdict where that must not be quoted', () => {
  const results = sampleResults([sampleRow(), sampleRow({ bytes: 128, verdicts: ['disturbed'] })]);
  assert.equal(badgeOf(results, { what: 'tcp.64B.c10', figure: 'p50' }), {
    schemaVersion: 1,
    label: 'tcp.64B.c10 P50',
    message: '51.2 µs',
    color: 'blue',
  });
  assert.match(badgeOf(results, { what: 'tcp.64B.c10', figure: 'throughput' }).message, /^18,200/);
  const { message, color } = badgeOf(results, { what: 'tcp.128B.c10', figure: 'p50' });
  assert.equal([message, color], ['disturbed', 'lightgrey']);
});

test('a cell that the run does not have is named with the nearest', () => {
  try {
    badgeOf(sampleResults([sampleRow()]), { what: 'tpc.64B.c10', figure: 'p50' });
    assert.unreachable();
  } catch (thrown) {
    assert.ok(thrown instanceof InputError);
    assert.is(thrown.code, 'E_UNKNOWN_CELL');
    assert.is(thrown.problems[0]?.nearest, 'tcp.64B.c10');
  }
});

test('the command takes the figures by which stacks are ranked', () => {
  assert.equal(
    Report.flags.figure.options,
    rankedFigures.map(({ key }) => key),
  );
});

test('what a badge has no use for is refused with it', () => {
  const { exclusive = [] } = Report.flags.badge;
  const others = Object.keys(Report.flags).filter((name) => !['badge', 'figure', 'out'].includes(name));
  assert.equal([...exclusive].sort(), others.sort());
});

test.run();
