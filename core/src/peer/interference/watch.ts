import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Interference } from '../../contract/interference.js';
import { cgroupOf, throttledNs } from '../../host/cgroup.js';
import { monotonicNs } from '../../host/clock.js';
import { allowedCpus } from '../../host/proc-stat.js';
import { cpuTime } from './cpu-time.js';
import { KeptFile } from './kept-file.js';
import { Stillness } from './stillness.js';

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

  begin(): void {
    this.#start = this.#read();
    this.#stillness.begin();
  }

  /** What was seen since `begin`; the watch is over. */
  end(): Interference {
    this.#stillness.end();
    const end = this.#read();
    const start = this.#start ?? end;
    for (const file of [this.#mainThread, this.#processors, ...this.#groups]) file.close();
    const cpus = allowedCpus(textOf('/proc/self/status'));
    const time =
      cpus === null ? undefined : cpuTime(start.processors, end.processors, cpus, end.ns - start.ns);
    const [waitStart, waitEnd] = [start, end].map(({ mainThread }) => waitNs(mainThread));
    return {
      cpus,
      mainWaitNs: waitStart === undefined || waitEnd === undefined ? null : waitEnd - waitStart,
      foreignCpuNs: time === undefined ? null : Math.max(0, time.busyNs - (end.cpuNs - start.cpuNs)),
      stealNs: time?.stealNs ?? null,
      throttledNs: mostThrottled(start.groups, end.groups),
      stillNs: this.#stillness.totalNs,
      longestStillNs: this.#stillness.longestNs,
    };
  }

  #read(): Reading {
    const { user, system } = process.cpuUsage();
    return {
      ns: monotonicNs(),
      cpuNs: (user + system) * 1000,
      mainThread: this.#mainThread.read(),
      processors: this.#processors.read(),
      groups: this.#groups.map((file) => file.read()),
    };
  }
}

/** What the files said at one instant. */
interface Reading {
  readonly ns: number;
  /** CPU time of this process. */
  readonly cpuNs: number;
  readonly mainThread: string;
  readonly processors: string;
  readonly groups: readonly string[];
}

/** The second number of a schedstat; a kernel that keeps no such statistics writes zeros only. */
function waitNs(schedstat: string): number | undefined {
  const [, wait, slices] = schedstat.split(' ').map(Number);
  return slices === undefined || slices === 0 ? undefined : wait;
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
