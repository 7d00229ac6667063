import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { firstAbove, saturation } from './place.js';

const levels = [1, 10, 50, 100, 500];

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual / expected - 1) < 1e-9, `${String(actual)} is not ${String(expected)}`);
}

test('a curve is interpolated with both axes logarithmic', () => {
  const { clients, end } = firstAbove(
    levels,
    levels.map((level) => (level / 30) ** 1.5),
  );
  assert.is(end, null);
  near(clients, 30);
});

test('the first level above counts, even if later ones are below', () => {
  near(firstAbove([1, 10, 100], [0.1, 10, 0.1]).clients, Math.sqrt(10));
});

test('a limit that is exceeded everywhere or nowhere lies at an end', () => {
  assert.equal(firstAbove(levels, [2, 2, 2, 2, 2]), { clients: 1, end: 'lowest' });
  assert.equal(firstAbove(levels, [1, 1, 1, 1, 1]), { clients: 500, end: 'highest' });
});

test('throughput that is linear up to its cap has its knee there', () => {
  for (const knee of [2, 10, 30, 49, 100]) {
    const { clients, end } = saturation(
      levels,
      levels.map((level) => Math.min(level, knee) * 1e4),
      0.1,
    );
    assert.is(end, null);
    near(clients, knee);
  }
});

test('throughput that never or always grows has its knee at an end', () => {
  assert.equal(saturation(levels, levels, 0.1), { clients: 500, end: 'highest' });
  assert.equal(saturation(levels, [5, 5, 5, 4, 3], 0.1), { clients: 1, end: 'lowest' });
});

test('a dip on the way up is no knee', () => {
  const { clients } = saturation(levels, [1e4, 0.9e4, 40e4, 41e4, 40e4], 0.1);
  assert.ok(clients > 10 && clients <= 50, String(clients));
});

test.run();
