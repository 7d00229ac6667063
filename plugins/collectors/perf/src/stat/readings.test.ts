import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as output from './perf-stat-output.test.support.js';
import { parseJsonReadings, parseSeparatedReadings, type Reading } from './readings.js';

const count = (event: string, value: Reading['value'], rest: Partial<Reading> = {}): Reading => ({
  event,
  value,
  unit: '',
  runningShare: 1,
  userOnly: false,
  ...rest,
});

test('reads JSON lines among other lines', () => {
  assert.equal(parseJsonReadings(output.perf61Virtual), [
    count('cycles', 'not supported'),
    count('instructions', 'not supported'),
    count('task-clock', 60.402168, { unit: 'msec' }),
    count('context-switches', 1321),
  ]);
});

test('reads what a locale with decimal commas makes of it', () => {
  assert.equal(parseJsonReadings(output.perf61German), [
    count('task-clock', 58.204778, { unit: 'msec' }),
    count('context-switches', 1162),
    count('cycles', 'not supported'),
  ]);
  assert.is(parseSeparatedReadings(output.separatedGerman)[0]?.value, 57.43);
});

test('reads separated lines', () => {
  assert.equal(parseSeparatedReadings(output.separated), [
    count('task-clock', 35.69, { unit: 'msec' }),
    count('context-switches', 936),
    count('cycles', 'not supported'),
    count('raw_syscalls:sys_enter', 6255),
  ]);
});

test('takes modifiers and PMUs off the events', () => {
  assert.equal(
    parseJsonReadings(output.perf61User).map(({ event, userOnly }) => [event, userOnly]),
    [
      ['task-clock', true],
      ['context-switches', true],
      ['page-faults', true],
    ],
  );
  assert.equal(parseJsonReadings(output.perf66Hybrid), [
    count('cycles', 1000, { runningShare: 0.75 }),
    count('cycles', 400, { runningShare: 0.25, userOnly: true }),
  ]);
  assert.equal(
    parseJsonReadings(output.perf61OfCpus).map(({ event }) => event),
    ['raw_syscalls:sys_enter', 'syscalls:sys_enter_read', 'syscalls:sys_enter_futex'],
  );
});

test('tells multiplexed counters, and those that were never on', () => {
  assert.equal(parseJsonReadings(output.perf61Multiplexed), [
    count('cycles', 4e6, { runningShare: 0.75 }),
    count('instructions', 6e6, { runningShare: 0.75 }),
    count('cache-misses', 'not counted', { runningShare: 0 }),
    count('branches', 70_000),
  ]);
});

test('passes over lines of metrics', () => {
  assert.equal(
    parseJsonReadings(output.perf612).map(({ event, value }) => [event, value]),
    [
      ['cycles', 4e6],
      ['instructions', 6e6],
    ],
  );
});

test('any text gives sound readings or none', () => {
  const pieces = fc.constantFrom(
    '{"counter-value" : "',
    '", "event" : "',
    '"pcnt-running" : ',
    ';',
    '\n',
    '100,00',
    '1e999',
    '-1',
    '9'.repeat(400),
    'cycles:u',
    'cpu/x/',
    '<not counted>',
  );
  const binary = fc.uint8Array().map((bytes) => Buffer.from(bytes).toString());
  const text = fc.array(fc.oneof(pieces, fc.string(), binary)).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (anything) => {
      for (const reading of [...parseJsonReadings(anything), ...parseSeparatedReadings(anything)]) {
        assert.ok(reading.event !== '');
        assert.ok(
          typeof reading.value === 'string' || (Number.isFinite(reading.value) && reading.value >= 0),
        );
        assert.ok(reading.runningShare >= 0 && reading.runningShare <= 1);
      }
    }),
  );
});

test.run();
