import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { leastPauseNs, PauseWatch, type Stretch } from './pauses.js';

const startNs = 2 ** 44;

/** A process whose event loop waits for a share of each gap between calls. */
function watched(gapsNs: readonly number[], idleShare = 0) {
  let [nowNs, idleNs] = [startNs, 5e9];
  const watch = new PauseWatch(() => idleNs);
  watch.reset(startNs);
  for (const gapNs of gapsNs) {
    nowNs += gapNs;
    idleNs += gapNs * idleShare;
    watch.seen(nowNs);
  }
  return watch;
}

test('every pause has its place and length, whatever the rate', () => {
  const gap = fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.nat(2e6), fc.integer({ min: 5e6, max: 3e9 }));
  fc.assert(
    fc.property(fc.array(gap, { maxLength: 200 }), (gapsNs) => {
      const expected: Omit<Stretch, 'idleNs'>[] = [];
      let nowNs = startNs;
      for (const lengthNs of gapsNs) {
        if (lengthNs >= leastPauseNs) expected.push({ startNs: nowNs, lengthNs });
        nowNs += lengthNs;
      }
      const { count, totalNs, longest, startNs: began } = watched(gapsNs).pauses();
      assert.is(began, startNs);
      assert.is(count, expected.length);
      assert.is(
        totalNs,
        expected.reduce((sum, { lengthNs }) => sum + lengthNs, 0),
      );
      const kept = longest.map(({ startNs: at, lengthNs }) => ({ startNs: at, lengthNs }));
      const least = Math.min(...kept.map(({ lengthNs }) => lengthNs));
      assert.ok(kept.length === Math.min(16, expected.length));
      assert.ok(
        expected.every(
          (pause) => pause.lengthNs <= least || kept.some((one) => one.startNs === pause.startNs),
        ),
      );
      assert.ok(kept.every((one, index) => one.startNs > (kept[index - 1]?.startNs ?? 0)));
      assert.ok(
        kept.every((one) =>
          expected.some((pause) => pause.startNs === one.startNs && pause.lengthNs === one.lengthNs),
        ),
      );
    }),
  );
});

test('how much of a pause the event loop waited is known to a millisecond', () => {
  const busy = new Array<number>(5000).fill(1000);
  for (const share of [0, 0.5, 1]) {
    const [pause] = watched([...busy, 200e6, ...busy], share).pauses().longest;
    assert.ok(pause !== undefined && Math.abs(pause.idleNs - share * 200e6) <= 1e6 * share);
  }
});

test('a window begins anew, also in the middle of load', () => {
  const watch = watched([50e6, 1000]);
  watch.reset(startNs + 60e6);
  assert.equal(watch.pauses(), { startNs: startNs + 60e6, count: 0, totalNs: 0, longest: [] });
  watch.seen(startNs + 80e6);
  assert.equal(watch.pauses().longest, [{ startNs: startNs + 60e6, lengthNs: 20e6, idleNs: 0 }]);
});

test.run();
