import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { clientBoundReason, rowIsClientBound } from './client-bound.js';
import type { Vitals } from '../../contract/measured.js';
import { seededRandom } from '../../kernel/random.js';
import { pooledVitals } from './pooled-vitals.js';
import { seenPair } from '../../testing/sample-trials.js';
import { vitals } from '../../testing/scripted-peer.js';

function busy(share: number): Vitals {
  return vitals({ loopUtilisation: share, userNs: share * 1e9, systemNs: 0 });
}

type Standing = ReturnType<typeof rowIsClientBound>;

/** How a row of three launches stands whose shares move by up to four points from launch to launch. */
function standing(client: number, server: number, random: () => number): Standing {
  const launches = (share: number): Vitals | null =>
    pooledVitals([1, 2, 3].map(() => busy(share + 0.08 * (random() - 0.5))));
  const [mine, theirs] = [launches(client), launches(server)];
  assert.ok(mine && theirs);
  return rowIsClientBound(seenPair(mine, theirs), 10);
}

test('far from the limits a row is bound or not', () => {
  assert.is(rowIsClientBound(seenPair(busy(0.99), busy(0.6)), 10), true);
  assert.is(rowIsClientBound(seenPair(busy(0.7), busy(0.3)), 10), true);
  assert.is(rowIsClientBound(seenPair(busy(0.7), busy(0.3)), 1), false);
  assert.is(rowIsClientBound(seenPair(busy(0.7), busy(0.65)), 10), false);
});

test('at the limits it is nearly bound: what one run calls bound no other calls free of it', () => {
  const random = seededRandom(9);
  for (let client = 0.5; client <= 0.95; client += 0.01) {
    for (let server = 0.2; server <= 0.95; server += 0.05) {
      const runs = new Set(Array.from({ length: 20 }, () => standing(client, server, random)));
      assert.not(runs.has(true) && runs.has(false), `${String(client)} and ${String(server)}`);
    }
  }
  assert.is(rowIsClientBound(seenPair(busy(0.93), busy(0.82)), 50), 'nearly');
  assert.is(rowIsClientBound(seenPair(busy(0.88), busy(0.75)), 50), 'nearly');
});

test('the reason has both shares', () => {
  assert.is(
    clientBoundReason(seenPair(busy(0.93), busy(0.5))),
    'the client was busy 93 % of the time, the server 50 %: it would take 2.00 times the calls to keep it busy',
  );
  assert.match(
    clientBoundReason(seenPair(busy(0.93), busy(0))),
    'the server 0 %: it would take over 1,000 times the calls',
  );
});

test.run();
