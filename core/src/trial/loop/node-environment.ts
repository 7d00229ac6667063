import { monotonicNs } from '../../kernel/host/clock.js';
import type { Environment } from './ports.js';

/** Timers are late by a millisecond and more; so the last stretch before an instant is spent looking at the clock, turn by turn. */
const spinNs = 2e6;
const longestTimerMs = 2 ** 30;
const never = Number.POSITIVE_INFINITY;

/** Whom it wakes. */
export interface Sleeper {
  /** A number that is another whenever something has been done. */
  readonly activity: () => number;
  readonly due: () => void;
  readonly overdue: () => void;
  readonly turned: () => void;
}

/** Node's event loop. */
export class NodeEnvironment implements Environment {
  readonly #sleeper: Sleeper;
  #wakeNs = never;
  #timer: NodeJS.Timeout | undefined;
  #spinning = false;
  #activity = 0;
  #lookedNs = 0;
  /** For how long it has looked at the clock and at nothing else. */
  spunNs = 0;
  #later: NodeJS.Timeout | undefined;
  #laterNs = never;
  #turn: NodeJS.Immediate | undefined;

  constructor(sleeper: Sleeper) {
    this.#sleeper = sleeper;
  }

  now(): number {
    return monotonicNs();
  }

  wake(atNs: number): void {
    if (atNs >= this.#wakeNs) return;
    this.#wakeNs = atNs;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#arm();
  }

  wakeLater(atNs: number): void {
    if (atNs >= this.#laterNs) return;
    this.#laterNs = atNs;
    clearTimeout(this.#later);
    const delayMs = Math.ceil((atNs - monotonicNs()) / 1e6);
    this.#later = setTimeout(this.#late, Math.min(longestTimerMs, Math.max(1, delayMs)));
  }

  nextTurn(): void {
    this.#turn ??= setImmediate(this.#turned);
  }

  stop(): void {
    this.#wakeNs = never;
    this.#laterNs = never;
    clearTimeout(this.#timer);
    clearTimeout(this.#later);
    clearImmediate(this.#turn);
    this.#timer = undefined;
    this.#turn = undefined;
  }

  readonly #arm = (): void => {
    this.#timer = undefined;
    if (this.#wakeNs === never || this.#spinning) return;
    const leftNs = this.#wakeNs - monotonicNs();
    if (leftNs <= spinNs) {
      this.#spinning = true;
      this.#activity = this.#sleeper.activity();
      this.#lookedNs = monotonicNs();
      setImmediate(this.#spun);
    } else {
      const delayMs = Math.floor((leftNs - spinNs) / 1e6);
      this.#timer = setTimeout(this.#arm, Math.min(longestTimerMs, Math.max(1, delayMs)));
    }
  };

  readonly #spun = (): void => {
    const nowNs = monotonicNs();
    this.#spinning = false;
    if (this.#sleeper.activity() === this.#activity) this.spunNs += nowNs - this.#lookedNs;
    if (this.#wakeNs <= nowNs) {
      this.#wakeNs = never;
      this.#sleeper.due();
    }
    if (this.#timer === undefined) this.#arm();
  };

  readonly #late = (): void => {
    this.#later = undefined;
    this.#laterNs = never;
    this.#sleeper.overdue();
  };

  readonly #turned = (): void => {
    this.#turn = undefined;
    this.#sleeper.turned();
  };
}
