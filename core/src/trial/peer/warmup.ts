import type { WarmupRecord } from '../../contract/measured.js';
import { monotonicNs } from '../../kernel/host/clock.js';
import { leastWarmupMs } from '../../record/plan/warmup-time.js';
import { settling, type Slice } from './steady.js';

/** It is looked at again when so much more time has passed. */
const growth = 1.1;

export interface WarmupLimits {
  readonly minMs: number;
  readonly minCalls: number;
}

/** A warm-up under way: slice by slice, until load is steady or its time is up. */
export class Warmup {
  readonly #slices: Slice[] = [];
  readonly #startNs = monotonicNs();
  #sliceNs = this.#startNs;
  readonly #minCalls: number;
  #lookAtNs: number;
  #cpuNs = cpuNs();
  #calls = 0;
  #steady = false;

  constructor({ minMs, minCalls }: WarmupLimits) {
    this.#minCalls = minCalls;
    this.#lookAtNs = Math.max(leastWarmupMs, minMs) * 1e6;
  }

  /** Whether the warm-up is over with this slice. */
  sliceEnded(calls: number): boolean {
    const [cpu, nowNs] = [cpuNs(), monotonicNs()];
    this.#slices.push({ calls, lengthNs: nowNs - this.#sliceNs, cpuNs: cpu - this.#cpuNs });
    this.#cpuNs = cpu;
    this.#sliceNs = nowNs;
    this.#calls += calls;
    const elapsedNs = nowNs - this.#startNs;
    if (elapsedNs < this.#lookAtNs || this.#calls < this.#minCalls) return false;
    this.#lookAtNs = elapsedNs * growth;
    this.#steady = settling(this.#slices).steady;
    return this.#steady;
  }

  outcome(): WarmupRecord {
    const { rise } = settling(this.#slices);
    return {
      durationNs: monotonicNs() - this.#startNs,
      steady: this.#steady,
      calls: this.#calls,
      rise,
    };
  }
}

function cpuNs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}
