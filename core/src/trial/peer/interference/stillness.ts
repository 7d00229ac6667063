import { monotonicNs } from '../../../kernel/host/clock.js';

const lookEveryMs = 20;
/** Shorter ones are what a timer is late by anyway. */
const shortestNs = 20e6;

/**
 * Finds the pauses in which this process neither turned its event loop nor used a CPU: a timer that comes late although no thread was
 * busy. Work of its own that takes long, also of the garbage collector, is none.
 */
export class Stillness {
  readonly #timer: NodeJS.Timeout;
  #lookedNs = 0;
  #cpuNs = 0;
  totalNs = 0;
  longestNs = 0;

  constructor() {
    this.#timer = setInterval(() => {
      this.#look();
    }, lookEveryMs).unref();
    this.begin();
  }

  /** Forgets what was found so far. */
  begin(): void {
    this.#lookedNs = monotonicNs();
    this.#cpuNs = ownCpuNs();
    this.totalNs = 0;
    this.longestNs = 0;
  }

  end(): void {
    this.#look();
    clearInterval(this.#timer);
  }

  #look(): void {
    const nowNs = monotonicNs();
    const cpuNs = ownCpuNs();
    const stillNs = nowNs - this.#lookedNs - lookEveryMs * 1e6 - (cpuNs - this.#cpuNs);
    this.#lookedNs = nowNs;
    this.#cpuNs = cpuNs;
    if (stillNs < shortestNs) return;
    this.totalNs += stillNs;
    this.longestNs = Math.max(this.longestNs, stillNs);
  }
}

function ownCpuNs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}
