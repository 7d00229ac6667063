import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseSchedstat, parseTicks, type ThreadTimes, usedBetween } from './threads.js';

test('reads a schedstat', () => {
  assert.equal(parseSchedstat('70716 61322 2\n'), { cpuNs: 70716, waitNs: 61322 });
  for (const text of ['0 0 0\n', '', '1 2', '1 2 x', '-1 2 3'])
    assert.is(parseSchedstat(text), undefined, text);
});

test('reads the ticks of a process whose name has spaces and brackets', () => {
  const fields = 'S 1 1 1 0 -1 4194304 100 0 0 0 70 30 5 6 20 0 11 0 900';
  assert.is(parseTicks(`4242 (my (odd) 1 2 name) ${fields}\n`), 100);
  assert.is(parseTicks('4242 (node) S 1 1\n'), undefined);
  assert.is(parseTicks(''), undefined);
});

test('adds up all threads, those born in the window from their birth', () => {
  const before = new Map([
    ['10', { cpuNs: 100, waitNs: 50 }],
    ['11', { cpuNs: 7, waitNs: 3 }],
    ['12', { cpuNs: 9, waitNs: 9 }],
  ]);
  const after = new Map([
    ['10', { cpuNs: 1100, waitNs: 80 }],
    ['11', { cpuNs: 8, waitNs: 5 }],
    ['13', { cpuNs: 1, waitNs: 4 }],
  ]);
  assert.equal(usedBetween(before, after), { cpuNs: 1002, waitNs: 36, ended: 1 });
});

test('a thread that took over the number of another', () => {
  const before = new Map([['10', { cpuNs: 100, waitNs: 50 }]]);
  const after = new Map([['10', { cpuNs: 20, waitNs: 60 }]]);
  assert.equal(usedBetween(before, after), { cpuNs: 20, waitNs: 60, ended: 0 });
});

const times: fc.Arbitrary<ThreadTimes> = fc.record({ cpuNs: fc.nat(), waitNs: fc.nat() });
const threads = fc
  .array(fc.tuple(fc.nat(30).map(String), times))
  .map((entries): ReadonlyMap<string, ThreadTimes> => new Map(entries));

test('never below zero, never more than what threads did since their birth', () => {
  fc.assert(
    fc.property(threads, threads, (before, after) => {
      const { cpuNs, waitNs } = usedBetween(before, after);
      const sum = (field: keyof ThreadTimes): number =>
        [...after.values()].reduce((total, each) => total + each[field], 0);
      assert.ok(cpuNs >= 0 && cpuNs <= sum('cpuNs'));
      assert.ok(waitNs >= 0 && waitNs <= sum('waitNs'));
    }),
  );
});

test('any text is read or refused', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const found = parseSchedstat(text);
      assert.ok(found === undefined || Number.isFinite(found.cpuNs + found.waitNs));
      const ticks = parseTicks(text);
      assert.ok(ticks === undefined || Number.isFinite(ticks));
    }),
  );
});

test.run();
