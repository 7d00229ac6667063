import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ProcessUsage } from '../../contract/machine.js';
import { UsageWatch } from './usage-watch.js';

/** Each process has used as many ms as the clock says seconds, times its number. */
function watchOf(before: readonly number[], after: readonly number[]) {
  let seconds = 0;
  const usage = (pids: readonly number[]): Promise<ProcessUsage> => {
    const spentNs = pids.reduce((sum, pid) => sum + pid * seconds * 1e6, 0);
    const threadsNs = Object.fromEntries(pids.map((pid) => [String(pid), pid * seconds * 1e6]));
    return Promise.resolve({
      userNs: spentNs,
      systemNs: 0,
      threadsNs,
      peakRssBytes: 1,
      processes: pids.length,
      cpus: '0-1',
    });
  };
  const peer = { pids: before, look: () => Promise.resolve(after) };
  const watch = new UsageWatch({ usage }, { nowNs: () => seconds * 1e9 }, peer);
  return async () => {
    seconds = 1;
    watch.begin();
    seconds = 2;
    return watch.end();
  };
}

test('what the processes of a peer have used between two looks, and the busiest of their threads', async () => {
  const told = await watchOf([10, 20], [10, 20])();
  assert.is(told?.vitals.userNs, 30e6);
  assert.is(told?.vitals.busiestThread, 0.02);
  assert.equal([told?.vitals.loopUtilisation, told?.vitals.allottedCpus, told?.cpus], [null, 2, '0-1']);
});

test('a process that was started meanwhile counts from its start', async () => {
  assert.is((await watchOf([10], [10, 20])())?.vitals.userNs, 10e6 + 40e6);
});

test('where a process has ended meanwhile nothing is told, as nobody knows what it had used', async () => {
  assert.is(await watchOf([10, 20], [10])(), undefined);
  assert.is(await watchOf([10], [])(), undefined);
});

test.run();
