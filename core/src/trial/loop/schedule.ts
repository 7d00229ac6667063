import type { LoadModel, Pace } from '../../contract/load.js';
import { PluginError, type Subject, WiretaxError } from '../../kernel/errors.js';
import type { Alarms } from './alarms.js';
import type { Counts } from './counts.js';
import type { Door } from './door.js';
import type { Environment, Ledger } from './ports.js';
import { alarmOf, AlarmKind } from './alarm-kinds.js';

/** More that were due at once would keep the event loop from turning. */
const mostArrivals = 4096;
const never = Number.POSITIVE_INFINITY;

/** A pace, and whose it is. */
export interface OwnedPace {
  readonly kind: LoadModel['kind'];
  readonly pace: Pace;
  readonly subject: Subject;
}

export interface ScheduleOptions {
  readonly environment: Environment;
  readonly door: Door;
  readonly counts: Counts;
  readonly ledger: Ledger;
  readonly alarms: Alarms;
  readonly callers: number;
}

/** When calls are due, until the budget is spent or time is up. */
export class Schedule {
  readonly #o: ScheduleOptions;
  readonly #counts: Counts;
  readonly #dueNs: Float64Array;
  #owned: OwnedPace | undefined;
  #startNs = 0;
  #callersLeft = 0;
  /** Open: as the pace has said it, and as an instant of the clock. */
  #planned = 0;
  #arrivalNs = never;
  #thinks = false;
  /** How many calls of the window may become due. */
  budget = never;
  endNs = never;
  stopped = true;

  constructor(options: ScheduleOptions) {
    this.#o = options;
    this.#counts = options.counts;
    this.#dueNs = new Float64Array(options.callers);
  }

  /** When it has something to do by itself. */
  get nextNs(): number {
    return this.stopped || !(this.#thinks || this.#arrivalNs < never)
      ? never
      : Math.min(this.#arrivalNs, this.endNs);
  }

  begin(owned: OwnedPace, nowNs: number, calls: number, endNs: number): void {
    const callers = this.#dueNs.length;
    this.#owned = owned;
    this.#startNs = nowNs;
    this.#planned = 0;
    this.#arrivalNs = never;
    this.#thinks = false;
    this.#callersLeft = callers;
    this.budget = calls;
    this.endNs = endNs;
    this.stopped = false;
    if (owned.kind === 'open') this.#plan(nowNs);
    else for (let caller = 0; caller < callers; caller += 1) this.#ask(caller, nowNs, 0);
  }

  /** Closed load: a caller has been free since an instant of the clock. */
  freed(caller: number, nowNs: number, sinceNs: number): void {
    if (this.#owned?.kind === 'closed') this.#ask(caller, nowNs, sinceNs - this.#startNs);
  }

  /** Closed load: a caller who has been thinking is due. */
  rang(caller: number, nowNs: number): void {
    if (this.#isOver(nowNs)) this.stop(nowNs);
    else this.#o.door.offer(nowNs, this.#dueNs[caller] ?? 0, caller);
  }

  /** Whatever is due by now. */
  turn(startNs: number): void {
    let nowNs = startNs;
    for (let arrivals = 0; this.#arrivalNs <= nowNs && arrivals < mostArrivals; arrivals += 1) {
      const dueNs = this.#arrivalNs;
      if (dueNs >= this.endNs || this.#counts.offered >= this.budget) this.stop(nowNs);
      if (this.stopped) return;
      this.#o.ledger.noticed(dueNs, nowNs);
      this.#plan(nowNs);
      this.#o.door.offer(nowNs, dueNs, 0);
      nowNs = this.#o.environment.now();
    }
    if (nowNs >= this.endNs) this.stop(nowNs);
  }

  stop(nowNs: number): void {
    if (this.stopped) return;
    this.stopped = true;
    this.#arrivalNs = never;
    this.#o.ledger.stopped(nowNs);
  }

  #isOver(nowNs: number): boolean {
    return this.stopped || nowNs >= this.endNs || this.#counts.offered >= this.budget;
  }

  #ask(caller: number, nowNs: number, after: number): void {
    if (this.#isOver(nowNs)) {
      this.stop(nowNs);
      return;
    }
    const due = this.#next(after, caller);
    if (due === never) {
      this.#callersLeft -= 1;
      if (this.#callersLeft === 0) this.stop(nowNs);
      return;
    }
    const dueNs = this.#startNs + Math.round(due);
    if (dueNs <= nowNs) {
      this.#o.door.offer(nowNs, dueNs, caller);
      return;
    }
    this.#thinks = true;
    this.#dueNs[caller] = dueNs;
    this.#o.alarms.push(dueNs, alarmOf(AlarmKind.caller, caller, 0));
  }

  #plan(nowNs: number): void {
    this.#planned = this.#next(this.#planned, 0);
    this.#arrivalNs = this.#startNs + Math.round(this.#planned);
    if (this.#planned === never) this.stop(nowNs);
  }

  #next(after: number, caller: number): number {
    const owned = this.#owned;
    if (owned === undefined) return never;
    let due: number;
    try {
      due = owned.pace.next(after, caller);
    } catch (thrown) {
      throw new PluginError(owned.subject, thrown);
    }
    if (due >= after) return due;
    const reason = `its pace says that a call is due ${String(due)} ns after the start, and was asked for one from ${String(after)} ns on`;
    throw new PluginError(owned.subject, new WiretaxError('E_PACE', reason));
  }
}
