import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { monotonicNs } from '../../kernel/host/clock.js';
import { HangWatch, type LoadState } from './hang-watch.js';

const [calm, longAgo] = [monotonicNs(), monotonicNs() - 11e9];
const going: LoadState = { oldestNs: calm, waitingSinceNs: calm, lastNs: calm };

function verdicts(...states: readonly Partial<LoadState>[]): readonly (string | undefined)[] {
  const watch = new HangWatch(10_000);
  return states.map((state) => watch.look({ ...going, ...state })?.code);
}

test('a queue that drains is none that hangs, however long it takes', () => {
  const draining = { waitingSinceNs: longAgo, oldestNs: undefined };
  assert.equal(verdicts({}, draining, draining), [undefined, undefined, undefined]);
});

test('a call without a reply hangs, and so does a line of which nothing comes', () => {
  for (const state of [{ oldestNs: longAgo }, { waitingSinceNs: longAgo, lastNs: longAgo }])
    assert.equal(verdicts(state, state), [undefined, 'E_CALL_TIMEOUT']);
});

test('a load whose next call is not due yet, or has only just become due, does not hang', () => {
  const idle = { oldestNs: undefined, waitingSinceNs: undefined, lastNs: longAgo };
  assert.equal(verdicts(idle, { ...idle, waitingSinceNs: calm }, idle), [undefined, undefined, undefined]);
});

test('what is found right after a stop is looked at again', () => {
  assert.equal(verdicts({ oldestNs: longAgo }, {}, { oldestNs: longAgo }), [undefined, undefined, undefined]);
});

test.run();
