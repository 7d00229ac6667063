import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { formatCpuList, nameCpus, parseCpuList } from './cpu-list.js';

test('reads what the kernel writes', () => {
  assert.equal(parseCpuList('1'), [1]);
  assert.equal(parseCpuList('0,2-3\n'), [0, 2, 3]);
  assert.equal(parseCpuList('4-5,1,4'), [1, 4, 5]);
});

test('refuses anything else', () => {
  for (const text of ['', ',', '1,', '3-1', '-1', '1-', 'a', '1 2', '0-4000000000', '0x1', '1.5']) {
    assert.is(parseCpuList(text), undefined, text);
  }
});

test('a written list reads the same', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(70), { minLength: 1 }), (cpus) => {
      const sorted = cpus.sort((a, b) => a - b);
      assert.equal(parseCpuList(formatCpuList(sorted)), sorted);
    }),
  );
});

test('names one or many', () => {
  assert.is(nameCpus([3]), 'CPU 3');
  assert.is(nameCpus([0, 2, 3]), 'CPUs 0,2-3');
});

test.run();
