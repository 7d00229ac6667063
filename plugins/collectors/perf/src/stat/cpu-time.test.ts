import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cpuTimeMetrics, parseCpuTime } from './cpu-time.js';

test('reads the stat of a process, whatever its name', () => {
  const fields = 'S 1 2 2 0 -1 4194304 5 6 7 8 12 34 0 0 20 0 1 0 99';
  assert.equal(parseCpuTime(`17 (node) ${fields}`), { userNs: 120e6, systemNs: 340e6 });
  assert.equal(parseCpuTime(`17 (a ) 1 2 3) ${fields}\n`), { userNs: 120e6, systemNs: 340e6 });
  assert.is(parseCpuTime('17 (node) S 1'), undefined);
});

test('any text is CPU time or nothing', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const time = parseCpuTime(text);
      assert.ok(time === undefined || (time.userNs >= 0 && time.systemNs >= 0));
    }),
  );
});

test('what was spent is never below zero', () => {
  assert.equal(
    cpuTimeMetrics({ userNs: 5, systemNs: 9 }, { userNs: 25, systemNs: 8 }).map(({ value }) => value),
    [20, 0],
  );
});

test.run();
