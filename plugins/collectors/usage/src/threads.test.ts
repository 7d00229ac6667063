import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseSchedstat, threadUsage } from './threads.js';

test('reads a schedstat', () => {
  assert.equal(parseSchedstat('70716 61322 2\n'), { cpuNs: 70716, waitNs: 61322 });
  assert.is(parseSchedstat('0 0 0\n'), undefined);
  assert.is(parseSchedstat(''), undefined);
});

test('adds up the waits of all threads, those born in the window from their birth', () => {
  const before = new Map([
    [10, { cpuNs: 100, waitNs: 50 }],
    [11, { cpuNs: 7, waitNs: 3 }],
    [12, { cpuNs: 9, waitNs: 9 }],
  ]);
  const after = new Map([
    [10, { cpuNs: 1100, waitNs: 80 }],
    [11, { cpuNs: 8, waitNs: 5 }],
    [13, { cpuNs: 1, waitNs: 4 }],
  ]);
  assert.equal(threadUsage(before, after, 10), { mainCpuNs: 1000, waitNs: 36, lost: 1 });
});

test.run();
