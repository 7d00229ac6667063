import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseSystemCallEvent, type SystemCallEvent } from './system-call-event.js';
import { systemCallName } from './system-call-names.js';
import { SystemCallTable } from './system-call-table.js';
import { script61 } from './tracing-output.test.support.js';

function tableOf(events: readonly SystemCallEvent[]): SystemCallTable {
  const table = new SystemCallTable();
  for (const event of events) table.add(event);
  return table;
}

const name = (number: number): string => systemCallName('x64', number);

test('reads what perf script writes', () => {
  const events = script61.split('\n').flatMap((line) => parseSystemCallEvent(line) ?? []);
  assert.equal(events[1], { thread: 18_051, atNs: 16_262_117_510_427, number: 257, result: undefined });
  assert.equal(tableOf(events).calls(name), [
    { name: 'openat', calls: 1, errors: 0, timeNs: 1807 },
    { name: 'statx', calls: 1, errors: 0, timeNs: 340 },
  ]);
});

test('any text is an event or nothing', () => {
  const mangled = fc
    .tuple(fc.constantFrom(...script61.split('\n')), fc.nat(90), fc.string())
    .map(([line, at, other]) => line.slice(0, at) + other + line.slice(at + other.length));
  const binary = fc.uint8Array().map((bytes) => Buffer.from(bytes).toString());
  fc.assert(
    fc.property(fc.array(fc.oneof(mangled, binary)), (lines) => {
      const calls = tableOf(lines.flatMap((line) => parseSystemCallEvent(line) ?? [])).calls(name);
      for (const { timeNs, errors, calls: count } of calls) assert.ok(timeNs >= 0 && errors <= count);
    }),
  );
});

test('threads overlap, errors are counted, calls without an end or a start are not', () => {
  const event = (thread: number, atNs: number, number: number, result?: number): SystemCallEvent => ({
    thread,
    atNs,
    number,
    result,
  });
  const table = tableOf([
    event(1, 10, 0, 5),
    event(1, 20, 202),
    event(2, 30, 0),
    event(2, 35, 0, -11),
    event(1, 50, 202, -4096),
    event(2, 60, 0),
    event(2, 70, 1, 8),
    event(2, 80, 1),
  ]);
  assert.equal(table.calls(name), [
    { name: 'futex', calls: 1, errors: 0, timeNs: 30 },
    { name: 'read', calls: 1, errors: 1, timeNs: 5 },
  ]);
  assert.is(table.spanNs, 70);
  assert.is(table.calls(name, 2.5)[1]?.timeNs, 13);
});

test('names by architecture', () => {
  const names = (architecture: string): readonly string[] =>
    [0, 62, 202, 232, 281, 334, 449, 9999].map((number) => systemCallName(architecture, number));
  assert.equal(names('x64'), [
    'read',
    'kill',
    'futex',
    'epoll_wait',
    'epoll_pwait',
    'rseq',
    'futex_waitv',
    'number-9999',
  ]);
  assert.equal(systemCallName('arm64', 22), 'epoll_pwait');
  assert.equal(systemCallName('arm64', 98), 'futex');
  assert.equal(systemCallName('arm64', 222), 'mmap');
  assert.equal(systemCallName('arm', 3), 'number-3');
});

test.run();
