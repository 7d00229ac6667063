import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Interference } from '../../../contract/interference.js';
import { cgroupOf, throttledNs } from '../../../kernel/host/cgroup.js';
import { monotonicNs } from '../../../kernel/host/clock.js';
import { allowedCpus } from '../../../kernel/host/proc-stat.js';
import { cpuTime } from './cpu-time.js';
import { KeptFile } from './kept-file.js';
import { Stillness } from './stillness.js';

/** The time of this process at one instant, as read at an edge of a window. */
export interface OwnTime {
  /** CLOCK_MONOTONIC. */
  readonly ns: number;
  /** Of all threads. */
  readonly userNs: number;
  readonly systemNs: number;
  /** CPU time of the main thread; null where the system doesn't tell. */
  readonly mainThreadNs: number | null;
}

/** What a watch has brought. */
export interface Watched {
  readonly end: OwnTime;
  readonly interference: Interference;
  /** /proc/self/status after the window; empty if there is none. */
  readonly status: string;
}

/**
 * Watches what keeps this process from running. Made before the window, as it looks for files; `begin` only reads them, which takes
 * some 50 µs, and `end` does so before it works anything out. Within the window a timer looks for standstills, 50 times a second.
 */
export class InterferenceWatch {
  readonly #stillness = new Stillness();
  readonly #mainThread = new KeptFile(`/proc/self/task/${String(process.pid)}/schedstat`);
  readonly #processors = new KeptFile('/proc/stat');
  readonly #groups = ownGroups().map((folder) => new KeptFile(join(folder, 'cpu.stat')));
  #start: Reading | undefined;

  begin(): OwnTime {
    this.#start = this.#read();
    this.#stillness.begin();
    return this.#start.own;
  }

  /** What was seen since `begin`; the watch is over. */
  end(): Watched {
    this.#stillness.end();
    const end = this.#read();
    const start = this.#start ?? end;
    for (const file of [this.#mainThread, this.#processors, ...this.#groups]) file.close();
    const status = textOf('/proc/self/status');
    const cpus = allowedCpus(status);
    const time =
      cpus === null ? undefined : cpuTime(start.processors, end.processors, cpus, end.own.ns - start.own.ns);
    const ownNs = cpuNs(end.own) - cpuNs(start.own);
    const interference: Interference = {
      cpus,
      mainWaitNs: start.waitNs === null || end.waitNs === null ? null : end.waitNs - start.waitNs,
      foreignCpuNs: time === undefined ? null : Math.max(0, time.busyNs - ownNs),
      stealNs: time?.stealNs ?? null,
      throttledNs: mostThrottled(start.groups, end.groups),
      stillNs: this.#stillness.totalNs,
      longestStillNs: this.#stillness.longestNs,
    };
    return { end: end.own, interference, status };
  }

  #read(): Reading {
    const mainThread = mainThreadTimes(this.#mainThread.read());
    const { user, system } = process.cpuUsage();
    return {
      own: {
        ns: monotonicNs(),
        userNs: user * 1000,
        systemNs: system * 1000,
        mainThreadNs: mainThread?.cpuNs ?? null,
      },
      waitNs: mainThread?.waitNs ?? null,
      processors: this.#processors.read(),
      groups: this.#groups.map((file) => file.read()),
    };
  }
}

/** What the files said at one instant. */
interface Reading {
  readonly own: OwnTime;
  /** How long the main thread has waited for a CPU so far. */
  readonly waitNs: number | null;
  readonly processors: string;
  readonly groups: readonly string[];
}

function cpuNs({ userNs, systemNs }: OwnTime): number {
  return userNs + systemNs;
}

/** `cpu wait slices` of a schedstat; a kernel that keeps no such statistics writes zeros only. */
function mainThreadTimes(schedstat: string): { readonly cpuNs: number; readonly waitNs: number } | undefined {
  const [cpu, wait, slices] = schedstat.split(' ').map(Number);
  if (cpu === undefined || wait === undefined || slices === undefined || slices === 0) return undefined;
  return { cpuNs: cpu, waitNs: wait };
}

/** A quota further up stops the groups below it, too, so that times of several groups don't add up. */
function mostThrottled(before: readonly string[], after: readonly string[]): number | null {
  const times = after.flatMap((text, index) => {
    const [start, end] = [throttledNs(before[index] ?? ''), throttledNs(text)];
    return start === null || end === null ? [] : [end - start];
  });
  return times.length === 0 ? null : Math.max(...times);
}

/** The control group whose quota holds for this process, and those around it. */
function ownGroups(): readonly string[] {
  return cgroupOf(textOf('/proc/self/cgroup'), textOf('/proc/self/mountinfo'), 'cpu')?.folders ?? [];
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
