import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { countersOf } from './counters.js';
import * as output from './perf-stat-output.test.support.js';
import { parseJsonReadings } from './readings.js';

const counters = (text: string): ReturnType<typeof countersOf> => countersOf(parseJsonReadings(text));

const values = (text: string): Readonly<Record<string, number>> =>
  Object.fromEntries(counters(text).metrics.map(({ name, value }) => [name, value]));

test('what is supported is given, the rest is named', () => {
  const { metrics, notes } = counters(output.perf61Virtual);
  assert.equal(metrics, [
    { name: 'task-clock', value: 60_402_168, unit: 'ns', kind: 'counter' },
    { name: 'context-switches', value: 1321, unit: 'count', kind: 'counter' },
  ]);
  assert.equal(notes, ['not supported by this machine (few virtual ones do): cycles, instructions']);
});

test('system calls by name, without those that were not made', () => {
  assert.equal(values(output.perf61OfCpus), { syscalls: 6284, 'syscalls.read': 1747 });
});

test('multiplexed counters are flagged, their ratio stands', () => {
  const { metrics, notes } = counters(output.perf61Multiplexed);
  assert.equal(metrics.at(-1), { name: 'ipc', value: 1.5, unit: 'ratio', kind: 'gauge' });
  assert.equal(notes, [
    'perf could not count in this window: cache-misses',
    'multiplexed, and scaled from a part of the time: cycles (75 %), instructions (75 %)',
  ]);
});

test('without rights to the kernel, what happens only there is left out', () => {
  assert.equal(values(output.perf61User), { 'task-clock': 487602, 'page-faults': 55 });
  assert.equal(counters(output.perf61User).notes, [
    'not visible to this user: context-switches. sysctl -w kernel.perf_event_paranoid=1, or run as root',
    'counted in user space only: page-faults. sysctl -w kernel.perf_event_paranoid=1, or run as root',
  ]);
  assert.is(values(output.perf612)['ipc'], 1.5);
});

test('counters of several types of cores are added up as they were counted', () => {
  assert.equal(values(output.perf66Hybrid), { cycles: 850 });
  assert.not(counters(output.perf66Hybrid).notes.join().includes('multiplexed'));
});

test('no cycles, no ratio', () => {
  const { metrics } = countersOf(
    ['cycles', 'instructions'].map((event) => ({
      event,
      value: 0,
      unit: '',
      runningShare: 1,
      userOnly: false,
    })),
  );
  assert.equal(
    metrics.map(({ name }) => name),
    ['cycles', 'instructions'],
  );
});

test.run();
