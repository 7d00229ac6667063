import type { Outcome } from '../../contract/outcome.js';
import type { StopCondition } from '../../contract/experiment.js';
import { monotonicNs } from '../../kernel/host/clock.js';
import type { Loop } from '../loop/loop.js';
import type { Ledger } from '../loop/ports.js';
import { Recorder } from '../recorder/recorder.js';
import type { SampleKeeper } from '../recorder/samples.js';

const never = Number.POSITIVE_INFINITY;
/** In a warm-up recording begins anew at the end of every so many slices. */
const slicesPerRehearsal = 4;

/** A warm-up is told of the end of each slice; true ends it. */
export interface Slices {
  readonly lengthNs: number;
  readonly ended: (calls: number) => boolean;
}

/** Who is told what a run comes to. */
export interface Watchers {
  /** A call has failed; the run may not go on. */
  readonly failed: (outcome: Outcome) => void;
  readonly over: (error?: unknown) => void;
}

/**
 * Keeps account of a run: what is recorded, and from when on, and what is due by the clock of completed calls. It is made once and begun
 * anew for each run, and a recording begins in the middle of a run: what happens per call and when it begins has all happened in the
 * warm-up, so that V8 throws none of its code away when it counts.
 */
export class Account implements Ledger {
  readonly recorder: Recorder;
  readonly #samples: SampleKeeper;
  readonly #clients: number;
  #loop: Loop | undefined;
  #watchers: Watchers = { failed: () => undefined, over: () => undefined };
  /** When a call last ended, or the run began. */
  lastNs = 0;
  calls = 0;
  /** Since when no further call has become due; infinite before. */
  stopNs = never;
  callsAtStop = 0;
  #endNs = never;
  startNs = 0;
  callsAtStart = 0;
  /** The next instant at which something is due, by the clock of completed calls. */
  #dueNs = never;
  #slices: Slices = { lengthNs: never, ended: () => false };
  #sliceEndNs = never;
  #callsInSlices = 0;
  #sliceCount = 0;
  #beginNs = never;
  #stop: StopCondition = {};
  #begun: () => void = () => undefined;

  constructor(samples: SampleKeeper, clients: number, idleNs: () => number) {
    this.recorder = new Recorder(idleNs);
    this.#samples = samples;
    this.#clients = clients;
  }

  keep(loop: Loop): void {
    this.#loop = loop;
  }

  /** A run begins of which all is recorded, until a recording begins. */
  reset(watchers: Watchers): void {
    const nowNs = monotonicNs();
    this.#watchers = watchers;
    this.lastNs = nowNs;
    this.calls = 0;
    this.stopNs = never;
    this.callsAtStop = 0;
    this.#endNs = never;
    this.startNs = nowNs;
    this.callsAtStart = 0;
    this.#dueNs = never;
    this.#sliceEndNs = never;
    this.#callsInSlices = 0;
    this.#sliceCount = 0;
    this.#beginNs = never;
    this.recorder.reset(nowNs);
  }

  /** In slices; recording is rehearsed at the end of some, when `begun` is called. Returns the instant at which it ends at the latest. */
  warmUp(slices: Slices, begun: () => void, maxMs: number): number {
    this.#stop = {};
    this.#begun = begun;
    this.#slices = slices;
    this.#endNs = this.lastNs + maxMs * 1e6;
    this.#sliceEndNs = this.lastNs + slices.lengthNs;
    this.#dueNs = this.#sliceEndNs;
    return this.#endNs;
  }

  /** Recording is to begin with the first call that completes from an instant on; `begun` is called then. */
  record(atNs: number, stop: StopCondition, begun: () => void): void {
    this.#stop = stop;
    this.#begun = begun;
    this.#beginNs = atNs;
    this.#dueNs = atNs;
  }

  /** Now, if it hasn't begun: calls that take long must not put it off. */
  beginAtLast(): void {
    if (this.#beginNs !== never) this.#begin();
  }

  completed(
    dueNs: number,
    firstNs: number,
    attemptNs: number,
    completedNs: number,
    enteredNs: number,
    servedNs: number,
  ): number {
    const { recorder } = this;
    this.lastNs = completedNs;
    recorder.timeline.record(completedNs, completedNs - dueNs);
    recorder.pauses.seen(completedNs);
    if (dueNs >= this.startNs) {
      recorder.record(dueNs, firstNs, attemptNs, completedNs, enteredNs, servedNs);
      this.#samples.record(dueNs, firstNs, completedNs);
    }
    this.calls += 1;
    if (completedNs >= this.#dueNs) this.#whatIsDue();
    return this.lastNs;
  }

  failed(outcome: Outcome, nowNs: number): void {
    this.lastNs = nowNs;
    this.#watchers.failed(outcome);
  }

  noticed(dueNs: number, nowNs: number): void {
    if (dueNs >= this.startNs) this.recorder.lateness.record(nowNs - dueNs);
  }

  stopped(nowNs: number): void {
    this.stopNs = nowNs;
    this.callsAtStop = this.calls;
  }

  over(error?: unknown): void {
    this.#watchers.over(error);
  }

  /**
   * Calls per second. After the last call became due fewer and fewer are in flight. That tail is no part of the rate, unless the window
   * is so short that most of it is tail.
   */
  throughput(): number {
    const calls = this.callsAtStop - this.callsAtStart;
    const recorded = this.recorder.response.count;
    return calls * 2 > recorded ? perSecond(calls, this.steadyNs()) : perSecond(recorded, this.durationNs());
  }

  /** From the begin of recording until no more calls became due. */
  steadyNs(): number {
    return this.stopNs - this.startNs;
  }

  durationNs(): number {
    return Math.max(this.stopNs, this.lastNs) - this.startNs;
  }

  #whatIsDue(): void {
    if (this.lastNs >= this.#sliceEndNs) {
      const calls = this.calls - this.#callsInSlices;
      this.#callsInSlices = this.calls;
      this.#sliceEndNs = this.lastNs + this.#slices.lengthNs;
      this.#sliceCount += 1;
      if (this.#sliceCount % slicesPerRehearsal === 0) this.#beginNs = this.lastNs;
      if (this.#slices.ended(calls)) this.#loop?.stop(this.lastNs);
    }
    if (this.lastNs >= this.#beginNs) this.#begin();
    this.#dueNs = Math.min(this.#sliceEndNs, this.#beginNs);
  }

  #begin(): void {
    this.#beginNs = never;
    this.#begun();
    this.#samples.begin();
    const startNs = monotonicNs();
    this.startNs = startNs;
    this.lastNs = startNs;
    this.callsAtStart = this.calls;
    this.recorder.reset(startNs);
    const { durationMs } = this.#stop;
    const endNs = durationMs === undefined ? this.#endNs : startNs + durationMs * 1e6;
    this.#loop?.openWindow(startNs, mostCalls(this.#stop, this.#clients), endNs);
  }
}

export function perSecond(calls: number, ns: number): number {
  return ns > 0 ? calls / (ns / 1e9) : 0;
}

/** The budget of calls that all clients of a window share; infinite without one. */
export function mostCalls({ requests }: StopCondition, clients: number): number {
  return requests === undefined ? never : requests * clients;
}
