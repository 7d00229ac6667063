import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { allowedCpus, parseCpuList } from './cpu-list.js';

test('reads what the kernel writes', () => {
  assert.equal(parseCpuList('1'), [1]);
  assert.equal(parseCpuList('0,2-3\n'), [0, 2, 3]);
  assert.equal(allowedCpus('Name:\tnode\nCpus_allowed:\t3\nCpus_allowed_list:\t0-1\n'), [0, 1]);
});

test('refuses anything else', () => {
  for (const text of ['', ',', '1,', '3-1', '-1', '1-', 'a', '1 2', '0-4000000000', '0x1', '1.5']) {
    assert.is(parseCpuList(text), undefined, text);
  }
  assert.is(allowedCpus('Name:\tnode\n'), undefined);
});

test('any set of CPUs reads the same, written one by one', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(65535), { minLength: 1, maxLength: 50 }), (cpus) => {
      assert.equal(parseCpuList(cpus.join(',')), cpus);
    }),
  );
});

test('any text is read or refused', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const cpu of parseCpuList(text) ?? []) assert.ok(Number.isInteger(cpu) && cpu >= 0);
    }),
  );
});

test.run();
