import type { Evidence, Metric } from '@wiretax/core';
import { allSystemCalls, systemCallPrefix } from './events.js';
import type { Reading } from './readings.js';

/** Happen in the kernel: where only user space is counted, they are always 0. */
const ofKernel = new Set(['context-switches', 'cpu-migrations']);

const times = new Set(['task-clock']);

const nsPerUnit = new Map([
  ['msec', 1e6],
  ['usec', 1e3],
  ['sec', 1e9],
]);

const kernelRemedy = 'sysctl -w kernel.perf_event_paranoid=1, or run as root';

interface Counter {
  readonly event: string;
  readonly value: number;
  readonly runningShare: number;
}

/** What perf has counted, under the names of metrics, and what the reader must know about it. */
export function countersOf(readings: readonly Reading[]): Pick<Evidence, 'metrics' | 'notes'> {
  const isBlind = ({ userOnly, event }: Reading): boolean => userOnly && ofKernel.has(event);
  const seen = readings.filter((reading) => !isBlind(reading));
  const counters = countersByEvent(seen);
  const metrics = counters.flatMap(metricOf);
  const ipc = quotient(counters, 'instructions', 'cycles');
  if (ipc !== undefined) metrics.push({ name: 'ipc', value: ipc, unit: 'ratio', kind: 'gauge' });
  const lacking = (why: Reading['value']): readonly string[] =>
    seen
      .filter(({ event, value }) => value === why && !counters.some((each) => each.event === event))
      .map(nameOf);
  const notes = [
    note(lacking('not supported'), (list) => `not supported by this machine (few virtual ones do): ${list}`),
    note(lacking('not counted'), (list) => `perf could not count in this window: ${list}`),
    note(
      readings.filter(isBlind).map(nameOf),
      (list) => `not visible to this user: ${list}. ${kernelRemedy}`,
    ),
    note(
      seen
        .filter(({ userOnly, event, value }) => userOnly && typeof value === 'number' && !times.has(event))
        .map(nameOf),
      (list) => `counted in user space only: ${list}. ${kernelRemedy}`,
    ),
    note(counters.filter(({ runningShare }) => runningShare < 1).map(withShare), (list) => {
      return `multiplexed, and scaled from a part of the time: ${list}`;
    }),
  ];
  return { metrics, notes: notes.flat() };
}

function countersByEvent(readings: readonly Reading[]): readonly Counter[] {
  const found = new Map<string, Counter[]>();
  for (const { event, value, unit, runningShare } of readings) {
    if (typeof value !== 'number') continue;
    const counter = { event, value: Math.round(value * (nsPerUnit.get(unit) ?? 1)), runningShare };
    found.set(event, [...(found.get(event) ?? []), counter]);
  }
  return [...found.values()].flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    return more.length === 0 ? [first] : [overCoreTypes([first, ...more])];
  });
}

/**
 * A thread runs on one type of core at a time, so that the counter of each type is off for the rest of it,
 * and perf scales it up as if it had been multiplexed. What was counted is taken back from that.
 */
function overCoreTypes(counters: readonly Counter[]): Counter {
  const sum = (of: (counter: Counter) => number): number =>
    counters.reduce((total, each) => total + of(each), 0);
  return {
    event: counters[0]?.event ?? '',
    value: Math.round(sum(({ value, runningShare }) => value * runningShare)),
    runningShare: Math.min(
      1,
      sum(({ runningShare }) => runningShare),
    ),
  };
}

function metricOf({ event, value }: Counter): readonly Metric[] {
  const unit = times.has(event) ? 'ns' : 'count';
  if (event === allSystemCalls) return [{ name: 'syscalls', value, unit, kind: 'counter' }];
  if (!event.startsWith(systemCallPrefix)) return [{ name: event, value, unit, kind: 'counter' }];
  if (value === 0) return [];
  return [{ name: `syscalls.${event.slice(systemCallPrefix.length)}`, value, unit, kind: 'counter' }];
}

function quotient(counters: readonly Counter[], above: string, below: string): number | undefined {
  const valueOf = (name: string): number | undefined => counters.find(({ event }) => event === name)?.value;
  const [dividend, divisor = 0] = [valueOf(above), valueOf(below)];
  return dividend === undefined || divisor === 0 ? undefined : dividend / divisor;
}

const nameOf = ({ event }: Reading): string => event;

const withShare = ({ event, runningShare }: Counter): string =>
  `${event} (${String(Math.round(runningShare * 1000) / 10)} %)`;

function note(names: readonly string[], text: (list: string) => string): readonly string[] {
  return names.length === 0 ? [] : [text([...new Set(names)].join(', '))];
}
