import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { monotonicNs } from '../../kernel/host/clock.js';
import { HangWatch, type LoadState } from './hang-watch.js';

const [calm, longAgo] = [monotonicNs(), monotonicNs() - 11e9];
const going: LoadState = { issued: 600, completed: 1, oldestNs: calm, lastNs: calm, overNs: Infinity };

function verdicts(...states: readonly Partial<LoadState>[]): readonly (string | undefined)[] {
  const watch = new HangWatch(10_000);
  return states.map((state) => watch.look({ ...going, ...state })?.code);
}

test('a queue that drains is none that hangs, however long it takes', () => {
  assert.equal(verdicts({}, { overNs: longAgo }, { overNs: longAgo, oldestNs: undefined }), [
    undefined,
    undefined,
    undefined,
  ]);
});

test('a call without a reply, calls of which none comes back, and a load that does not end hang', () => {
  for (const [state, code] of [
    [{ oldestNs: longAgo }, 'E_CALL_TIMEOUT'],
    [{ oldestNs: undefined, lastNs: longAgo }, 'E_CALL_TIMEOUT'],
    [{ completed: 600, oldestNs: undefined, lastNs: longAgo, overNs: longAgo }, 'E_LOAD_HUNG'],
  ] as const)
    assert.equal(verdicts(state, state), [undefined, code]);
});

test('a load that waits for its next call does not hang', () => {
  const waiting = { completed: 600, oldestNs: undefined, lastNs: longAgo };
  assert.equal(verdicts(waiting, waiting), [undefined, undefined]);
});

test('what is found right after a stop is looked at again', () => {
  assert.equal(verdicts({ oldestNs: longAgo }, {}, { oldestNs: longAgo }), [undefined, undefined, undefined]);
});

test.run();
