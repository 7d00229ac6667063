import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TimelineRecorder } from './timeline.js';

const startNs = 2 ** 44;

interface Completed {
  readonly afterNs: number;
  readonly responseNs: number;
}

const completedCalls: fc.Arbitrary<readonly Completed[]> = fc
  .array(
    fc.record({
      gapNs: fc.oneof(fc.nat(1000), fc.nat(1e6), fc.nat(2e9)),
      responseNs: fc.nat(5e9),
    }),
    { maxLength: 300 },
  )
  .map((gaps) => {
    let afterNs = 0;
    return gaps.map(({ gapNs, responseNs }) => ({ afterNs: (afterNs += gapNs), responseNs }));
  });

function recorded(calls: readonly Completed[], timeline = new TimelineRecorder()) {
  timeline.reset(startNs);
  for (const { afterNs, responseNs } of calls) timeline.record(startNs + afterNs, responseNs);
  return timeline.timeline();
}

test('each slice has its calls and the worst of them, however long the window was', () => {
  const used = new TimelineRecorder();
  fc.assert(
    fc.property(completedCalls, (calls) => {
      const { sliceNs, worstNs, calls: counts, ...rest } = recorded(calls, used);
      assert.equal(rest, { schema: 2, startNs });
      const lastNs = calls.at(-1)?.afterNs ?? 0;
      assert.is(counts.length, Math.floor(lastNs / sliceNs) + 1);
      assert.is(worstNs.length, counts.length);
      assert.ok(counts.length <= 1024);
      const expectedCounts = counts.map(() => 0);
      const expectedWorst = counts.map(() => 0);
      for (const { afterNs, responseNs } of calls) {
        const slice = Math.floor(afterNs / sliceNs);
        expectedCounts[slice] = (expectedCounts[slice] ?? 0) + 1;
        expectedWorst[slice] = Math.max(expectedWorst[slice] ?? 0, responseNs);
      }
      assert.equal(counts, expectedCounts);
      assert.equal(worstNs, expectedWorst);
    }),
    { numRuns: 300 },
  );
});

test('slices are folded no more often than it takes', () => {
  const { sliceNs } = recorded([{ afterNs: 102_399_999, responseNs: 1 }]);
  assert.is(sliceNs, 100_000);
  const folded = recorded([{ afterNs: 102_400_000, responseNs: 1 }]);
  assert.is(folded.sliceNs, 200_000);
  assert.is(folded.calls.length, 513);
});

test('a window without calls is one empty slice', () => {
  assert.equal(recorded([]), { schema: 2, startNs, sliceNs: 100_000, worstNs: [0], calls: [0] });
});

test.run();
