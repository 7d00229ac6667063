import type { Evidence, Metric } from '@wiretax/core';
import type { Constants } from './constants.js';
import { spentBetween } from './cpu-times.js';
import type { Reading } from './reading.js';
import { tcpMetrics } from './tcp.js';
import { type ThreadsUsage, usedBetween } from './threads.js';

/** What happened between two readings. */
export function evidenceOf(start: Reading, stop: Reading, constants: Constants): Evidence {
  const nsPerTick = 1e9 / constants.userHz;
  const threads = start.threads.size > 0 ? usedBetween(start.threads, stop.threads) : undefined;
  const peerNs = threads?.cpuNs ?? (stop.ticks - start.ticks) * nsPerTick;
  const spent = spentBetween(start.stat, stop.stat, start.allowed);
  const { interruptsApart } = stop.stat;
  const interrupts = spent.softirq + spent.irq;
  const othersNs = (spent.tasks + (interruptsApart ? 0 : interrupts)) * nsPerTick - peerNs;
  const softirqThreadsNs = start.allowed.flatMap((cpu) => {
    const [before, after] = [start.ksoftirqd.get(cpu), stop.ksoftirqd.get(cpu)];
    return before === undefined || after === undefined ? [] : [Math.max(0, after - before)];
  });
  const tcp = tcpMetrics(start.network, stop.network);
  return {
    metrics: [
      { name: 'window', value: stop.atNs - start.atNs, unit: 'ns', kind: 'gauge' },
      ns('cpu.peer', Math.max(0, peerNs)),
      ns('cpu.others', Math.max(0, othersNs)),
      ns('cpu.softirq', spent.softirq * nsPerTick),
      ns('cpu.irq', spent.irq * nsPerTick),
      ns('cpu.steal', spent.steal * nsPerTick),
      ns('cpu.idle', spent.idle * nsPerTick),
      ...(softirqThreadsNs.length === 0
        ? []
        : [
            ns(
              'cpu.ksoftirqd',
              softirqThreadsNs.reduce((sum, each) => sum + each, 0),
            ),
          ]),
      ...(threads === undefined ? [] : [ns('run-queue.wait', threads.waitNs)]),
      ...tcp,
    ],
    artifacts: [],
    notes: notesOn(start, stop, constants, threads, tcp.length > 0),
  };
}

function notesOn(
  start: Reading,
  stop: Reading,
  { userHz, userHzKnown }: Constants,
  threads: ThreadsUsage | undefined,
  hasTcp: boolean,
): readonly string[] {
  const notes: string[] = [];
  if (!userHzKnown)
    notes.push(`cpu.* takes USER_HZ to be ${String(userHz)}, as getconf CLK_TCK doesn’t tell it`);
  if (!stop.stat.interruptsApart) {
    notes.push(
      'this kernel charges interrupts to the task that they hit: cpu.softirq and cpu.irq are part of cpu.peer and cpu.others',
    );
  }
  if (start.allowed.join() !== stop.allowed.join()) {
    notes.push('the peer was given other CPUs in the window: cpu.* is of those that it had before');
  }
  if (threads === undefined) {
    notes.push('run-queue.wait is left out, as this kernel keeps no schedstat (CONFIG_SCHED_INFO)');
  } else if (threads.ended > 0) {
    notes.push(
      `run-queue.wait leaves out ${String(threads.ended)} threads that ended in the window, and cpu.others has their CPU time`,
    );
  }
  notes.push(
    hasTcp
      ? 'tcp.* counts all connections of the system (of its network namespace), not only this peer’s'
      : 'tcp.* is left out, as /proc/net/snmp and /proc/net/netstat can’t be read',
  );
  return notes;
}

function ns(name: string, value: number): Metric {
  return { name, value: Math.round(value), unit: 'ns', kind: 'counter' };
}
