import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseProcStat, spentBetween } from './cpu-times.js';

const tickBased = `cpu  1205802 238 213674 1886939 2341 0 44544 897 0 0
cpu0 613957 95 106669 936614 1322 0 18478 464 0 0
cpu1 591845 142 107004 950324 1018 0 26066 433 0 0
intr 79836483 0 0 0
ctxt 1
btime 1
softirq 1 2 3
`;

test('reads a stat of Linux 6', () => {
  const { cpus, interruptsApart } = parseProcStat(tickBased);
  assert.equal([...cpus.keys()], [0, 1]);
  assert.equal(cpus.get(0), { tasks: 720721, idle: 937936, irq: 0, softirq: 18478, steal: 464 });
  assert.not(interruptsApart);
});

test('a kernel that has times of interrupts', () => {
  assert.ok(parseProcStat('cpu  1 2 3 4 5 6 7 8 9 10\n').interruptsApart);
});

test('a kernel of old, without steal', () => {
  assert.equal(parseProcStat('cpu0 1 2 3 4\n').cpus.get(0), {
    tasks: 6,
    idle: 4,
    irq: 0,
    softirq: 0,
    steal: 0,
  });
});

test('CPUs that came or went are left out, and idle time that went back is none', () => {
  const before = parseProcStat('cpu0 100 0 0 100 5 0 0 0\ncpu1 7 0 0 7\n');
  const after = parseProcStat('cpu0 150 0 1 100 4 0 3 2\ncpu2 9 0 0 9\n');
  assert.equal(spentBetween(before, after, [0, 1, 2]), { tasks: 51, idle: 0, irq: 0, softirq: 3, steal: 2 });
});

const reading = fc.array(fc.array(fc.nat(1e12), { minLength: 8, maxLength: 8 }), {
  minLength: 1,
  maxLength: 8,
});

test('every tick of every CPU is somewhere', () => {
  fc.assert(
    fc.property(reading, (rows) => {
      const text = rows.map((fields, cpu) => `cpu${String(cpu)} ${fields.join(' ')}`).join('\n');
      const none = parseProcStat(text.replace(/ \d+/g, ' 0'));
      const spent = spentBetween(none, parseProcStat(text), [...rows.keys()]);
      const { tasks, idle, irq, softirq, steal } = spent;
      assert.is(
        tasks + idle + irq + softirq + steal,
        rows.flat().reduce((sum, ticks) => sum + ticks, 0),
      );
    }),
  );
});

test('any text is read, to numbers', () => {
  const line = fc.oneof(
    fc.string(),
    fc.string().map((rest) => `cpu0 ${rest}`),
    fc.constant('cpu1 1 2'),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      for (const times of parseProcStat(lines.join('\n')).cpus.values()) {
        assert.ok(Object.values(times).every((ticks) => Number.isFinite(ticks)));
      }
    }),
  );
});

test.run();
