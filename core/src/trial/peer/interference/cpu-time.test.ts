import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cpusOf } from '../../../kernel/cpu-list.js';
import { cpuTime } from './cpu-time.js';

const before = `cpu  75482 0 17286 70704 1096 0 1398 792 0 0
cpu0 39464 0 7862 34882 246 0 645 382 0 0
cpu1 36017 0 9423 35822 849 0 753 410 0 0
intr 1 2 3
`;
const after = `cpu  75500 0 17290 70724 1096 0 1402 799 0 0
cpu0 39464 0 7862 34892 256 0 655 392 0 0
cpu1 36047 0 9423 35822 849 0 753 410 0 0
`;

test('lists of CPUs', () => {
  assert.equal(cpusOf('0,2-4,7'), [0, 2, 3, 4, 7]);
  assert.equal(cpusOf('3'), [3]);
  assert.equal(cpusOf(''), []);
});

test('busy is what was not idle, waiting for a disk, interrupted or stolen', () => {
  assert.equal(cpuTime(before, after, '0', 1e9), { busyNs: 0.6e9, stealNs: 0.1e9 });
  assert.equal(cpuTime(before, after, '1', 1e9), { busyNs: 1e9, stealNs: 0 });
  assert.equal(cpuTime(before, after, '0-1', 1e9), { busyNs: 1.6e9, stealNs: 0.1e9 });
});

test('a CPU that is not there, now or later, is not made up', () => {
  assert.is(cpuTime(before, after, '0-2', 1e9), undefined);
  assert.is(cpuTime(before, '', '0', 1e9), undefined);
});

test.run();
