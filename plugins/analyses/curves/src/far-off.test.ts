import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { described, type Fitting } from './far-off.js';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** y = c · x, by the mean of logarithms. */
const proportional: Fitting<Point, number> = {
  fit: (points) => Math.exp(points.reduce((sum, { x, y }) => sum + Math.log(y / x), 0) / points.length),
  over: ({ x, y }, law) => y / (law * x),
  quality: (points, law) => -points.reduce((sum, { x, y }) => sum + Math.log(y / (law * x)) ** 2, 0),
  fewest: 3,
};
const points = (...ys: readonly number[]): readonly Point[] => ys.map((y, index) => ({ x: index + 1, y }));

test('a law of all points', () => {
  const found = described(points(2, 4, 6, 8), proportional);
  assert.ok(Math.abs((found?.law ?? 0) - 2) < 1e-9);
  assert.equal([found?.points.length, found?.without], [4, undefined]);
});

test('one that is far off is left out and named', () => {
  const found = described(points(2, 4, 6, 800), proportional);
  assert.ok(Math.abs((found?.law ?? 0) - 2) < 1e-9);
  assert.equal(found?.without, { x: 4, y: 800 });
});

test('no law where several are far off, or too few are left', () => {
  assert.is(described(points(2, 400, 6, 0.08, 10), proportional), undefined);
  assert.is(described(points(2, 400, 6), { ...proportional, fewest: 3 }), undefined);
  assert.is(described(points(2, 4), proportional), undefined);
});

test.run();
