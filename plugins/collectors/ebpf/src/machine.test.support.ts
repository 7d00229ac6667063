import type { CollectorTarget } from '@wiretax/core';
import { type FakeHost, fakeHost, type FakeHostOptions, type ScriptedProcess } from '@wiretax/core/testing';
import { captured } from './bpftrace-output.test.support.js';

export const files = {
  '/proc/self/status': 'Name:\tnode\nUid:\t0\t0\t0\t0\nCapEff:\t000001ffffffffff\n',
  '/proc/40/stat': '40 (node) S 1',
  '/sys/kernel/tracing/events/sched/sched_waking/id': '371\n',
};
const works = { bpftrace: () => ({ stdout: 'bpftrace v0.17.0\n' }) };
const [attached = '', printed = ''] = captured.split('\n\n\n');

/** What it prints in the end. */
export const maps = printed;

/** Says that it is attached, once somebody listens. */
export function start(process: ScriptedProcess): void {
  queueMicrotask(() => {
    process.print(`${attached}\n`);
  });
}

/** A bpftrace that counts until it is interrupted. */
export function counting(process: ScriptedProcess): void {
  start(process);
  process.onSignal((signal) => {
    if (signal === 'SIGINT') process.print(`\n\n${maps}`);
    process.exit(signal === 'SIGINT' ? {} : { code: null, signal });
  });
}

export function machine(options: FakeHostOptions = {}): FakeHost {
  return fakeHost({ files, commands: works, script: counting, ...options });
}

export function target(
  host: FakeHost,
  signal: CollectorTarget['signal'] = new AbortController().signal,
): CollectorTarget {
  return {
    pid: 40,
    peer: 'server',
    half: 'server',
    pids: [40],
    window: 'profile',
    directory: '/trial',
    host,
    options: {},
    signal,
  };
}

export async function rejectionOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'none';
  } catch (thrown) {
    return String(thrown);
  }
}
