import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SeenPauses, Stretch } from '../recorder/pauses.js';
import { pausesOf } from './pauses.js';

const began = 1e12;

function seen(...longest: readonly Stretch[]): SeenPauses {
  const totalNs = longest.reduce((sum, { lengthNs }) => sum + lengthNs, 0);
  return { startNs: began, count: longest.length, totalNs, longest };
}

const at = (ms: number, lengthMs: number, idleShare: number): Stretch => ({
  startNs: began + ms * 1e6,
  lengthNs: lengthMs * 1e6,
  idleNs: lengthMs * 1e6 * idleShare,
});

function stoodStill(client: Stretch, ...server: readonly Stretch[]): string | null | undefined {
  return pausesOf(seen(client), seen(...server)).longest[0]?.stoodStill;
}

test('pauses are told from the beginning of the window', () => {
  assert.equal(pausesOf(seen(at(400, 200, 1)), undefined), {
    leastNs: 10e6,
    count: 1,
    totalNs: 200e6,
    longest: [{ startNs: 400e6, lengthNs: 200e6, stoodStill: null }],
  });
});

test('who was busy while the other waited stood still', () => {
  assert.is(stoodStill(at(400, 200, 0.99), at(399, 202, 0.01)), 'server');
  assert.is(stoodStill(at(400, 200, 0.02), at(399, 203, 0.98)), 'client');
});

test('it is left open where both waited, both were busy, or the server saw no pause then', () => {
  assert.is(stoodStill(at(400, 200, 0.99), at(399, 202, 0.97)), null);
  assert.is(stoodStill(at(400, 200, 0.03), at(399, 202, 0.01)), null);
  assert.is(stoodStill(at(400, 200, 0.5), at(399, 202, 0.01)), null);
  assert.is(stoodStill(at(400, 200, 0.99)), null);
  assert.is(stoodStill(at(400, 200, 0.99), at(300, 200, 0.01), at(550, 200, 0.01)), null);
});

test.run();
