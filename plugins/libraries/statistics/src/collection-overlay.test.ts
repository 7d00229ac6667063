import type { Timeline } from '@wiretax/core';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { overlayCollections, parseCollections, type Pause } from './collection-overlay.js';

const startNs = 2 ** 44;
const sliceNs = 1e6;

function timelineOf(
  worstMs: readonly number[],
  calls = worstMs.map((worst) => (worst > 0 ? 5 : 0)),
): Timeline {
  return { schema: 2, startNs, sliceNs, worstNs: worstMs.map((ms) => ms * 1e6), calls };
}

function pauseAt(afterMs: number, ms: number, kind = 'minor'): Pause {
  return { startNs: startNs + afterMs * 1e6, durationNs: ms * 1e6, kind, peer: 'server' };
}

/** 100 slices of 1 ms; every tenth is slow. */
const worstMs = Array.from({ length: 100 }, (_, index) => (index % 10 === 5 ? 3 : 0.2));

test('pauses before each slow call are found in the slice where it completed', () => {
  const pauses = Array.from({ length: 10 }, (_, index) => pauseAt(index * 10 + 3.5, 1.2));
  const { slices, statement, ...figures } = overlayCollections(timelineOf(worstMs), pauses);
  assert.is(figures.slowest, 10);
  assert.is(figures.slowestWithPause, 10);
  assert.ok(Math.abs(figures.pauseShare - 0.12) < 1e-9);
  // A call of 3 ms and a slice of 1 ms and a pause of 1.2 ms in each 10 ms.
  assert.ok(Math.abs(figures.expectedByChance - 5.2) < 1e-6, String(figures.expectedByChance));
  assert.is(
    statement,
    '10 of the 10 slowest slices overlap a garbage collection, where chance alone would make it 5.2; pauses take 12 % of the window.',
  );
  assert.equal(slices[5], { afterNs: 5e6, calls: 5, worstNs: 3e6, pause: pauses[0] ?? null });
  assert.is(slices[8]?.pause, null);
});

test('pauses elsewhere are not blamed', () => {
  const pauses = [pauseAt(8, 1), pauseAt(38, 1, 'major')];
  const { slowestWithPause, statement } = overlayCollections(timelineOf(worstMs), pauses);
  assert.is(slowestWithPause, 0);
  assert.match(statement, /^0 of the 10 slowest slices overlap .* make it 1\.0; pauses take 2\.0 %/);
});

test('of several the longest is told, and what both peers share counts once', () => {
  const pauses = [pauseAt(2, 0.1), pauseAt(2, 0.5, 'major'), pauseAt(2.2, 0.2)];
  const { slices, pauseShare } = overlayCollections(timelineOf([1, 1, 2]), pauses);
  assert.is(slices[2]?.pause?.kind, 'major');
  assert.ok(Math.abs(pauseShare - 0.5 / 3) < 1e-9);
});

test('nothing to say', () => {
  assert.is(overlayCollections(timelineOf([]), []).statement, 'No call completed in the window.');
  assert.is(
    overlayCollections(timelineOf([1, 0, 2]), [pauseAt(-5, 1), pauseAt(9, 1)]).statement,
    'No garbage collection fell into the window.',
  );
  assert.equal(
    overlayCollections(timelineOf([1, 0, 2]), []).slices.map(({ afterNs }) => afterNs),
    [0, 2e6],
  );
});

test('figures are shares and counts, whatever comes in', () => {
  const pauses = fc.array(
    fc
      .record({
        at: fc.double({ min: -20, max: 200, noNaN: true }),
        ms: fc.double({ min: 0, max: 90, noNaN: true }),
      })
      .map(({ at, ms }) => pauseAt(at, ms)),
  );
  const worst = fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { maxLength: 120 });
  fc.assert(
    fc.property(worst, pauses, (given, paused) => {
      const { slices, slowest, slowestWithPause, expectedByChance, pauseShare, statement } =
        overlayCollections(timelineOf(given), paused);
      assert.is(slices.length, given.filter((ms) => ms > 0).length);
      assert.ok(slowestWithPause <= slowest && slowest <= 10);
      assert.ok(expectedByChance >= 0 && expectedByChance <= slowest + 1e-9);
      assert.ok(pauseShare >= 0 && pauseShare <= 1 + 1e-9);
      assert.not.match(statement, /NaN|Infinity/);
    }),
  );
});

test('reads a table of pauses, and leaves out rows that are none', () => {
  const rows = [[1004, 3, 'minor'], ['x', 1, 'minor'], [1, null, 'minor'], 'row', [7, 1]];
  assert.equal(parseCollections(JSON.stringify({ schema: 1, rows }), 'client'), [
    { startNs: 1004, durationNs: 3, kind: 'minor', peer: 'client' },
  ]);
  for (const text of ['{"schema":2,"rows":[]}', '{"schema":1}', 'null'])
    assert.throws(() => parseCollections(text, 'client'), 'no table of pauses of schema 1');
  assert.throws(() => parseCollections('{', 'client'));
});

test.run();
