import { WiretaxError } from '../../kernel/errors.js';
import { Gates } from './gates.js';
import { Line } from './line.js';
import type { Callers } from './callers.js';
import type { Calls } from './calls.js';
import type { Environment, Port } from './ports.js';

const mostWaiting = 1 << 22;
const wait = 1;
const never = Number.POSITIVE_INFINITY;

export interface DoorOptions {
  readonly environment: Environment;
  readonly port: Port;
  readonly calls: Calls;
  /** How many calls may start in one turn of the event loop before a turn is asked for. */
  readonly patience: number;
  /** Told of a call that is refused. */
  readonly rejected: (caller: number, nowNs: number) => void;
}

/** Lets calls that are due start, or keeps them in the one line: until gates, the transport and the event loop have room for them. */
export class Door {
  readonly line = new Line();
  readonly #o: DoorOptions;
  #gates = new Gates([]);
  #newestFirst = false;
  /** Of open load: who makes the next call. */
  #callers: Callers | undefined;
  /** When a gate wants to be asked again. */
  askNs = never;
  #sinceTurn = 0;
  #turnAsked = false;
  #pumping = false;

  constructor(options: DoorOptions) {
    this.#o = options;
  }

  begin(gates: Gates, callers: Callers | undefined): void {
    this.#gates = gates;
    this.#newestFirst = gates.newestFirst;
    this.#callers = callers;
    this.#pumping = false;
    this.line.clear();
    this.askNs = never;
  }

  /** A call is due. */
  offer(nowNs: number, dueNs: number, caller: number): void {
    const { counts } = this.#o.calls;
    if (dueNs >= counts.fromNs) counts.offered += 1;
    if (this.line.length > 0 || !this.#mayStart()) {
      this.#join(dueNs, caller);
      if (this.#newestFirst) this.pump(nowNs);
      return;
    }
    const says = this.#admits(nowNs, dueNs);
    if (says === 0) this.#start(dueNs, caller);
    else if (says === -1) this.#reject(dueNs, caller, nowNs);
    else this.#join(dueNs, caller);
  }

  /** A call has left, or there may be room again: whoever waits is asked about. */
  pump(nowNs: number): void {
    if (this.#pumping) return;
    this.#pumping = true;
    this.#o.calls.sendOwed(nowNs);
    while (this.line.length > 0 && this.#mayStart()) {
      const dueNs = this.line.dueNs(this.#newestFirst);
      const says = this.#admits(nowNs, dueNs);
      if (says === wait) break;
      const caller = this.line.who(this.#newestFirst);
      this.line.drop(this.#newestFirst);
      if (says === 0) this.#start(dueNs, caller);
      else this.#reject(dueNs, caller, nowNs);
    }
    this.#pumping = false;
  }

  /** Gates are asked again that named an instant. */
  turn(nowNs: number): void {
    if (this.askNs > nowNs) return;
    this.askNs = never;
    this.pump(nowNs);
  }

  /** The event loop has turned. */
  turned(): void {
    this.#sinceTurn = 0;
    this.#turnAsked = false;
  }

  askForTurn(): void {
    if (this.#turnAsked) return;
    this.#turnAsked = true;
    this.#o.environment.nextTurn();
  }

  /** Those that wait are given up. */
  close(): void {
    const { counts } = this.#o.calls;
    while (this.line.length > 0) {
      if (this.line.dueNs(false) >= counts.fromNs) counts.unstarted += 1;
      this.line.drop(false);
    }
  }

  #join(dueNs: number, caller: number): void {
    this.line.push(dueNs, caller);
    if (this.line.length > mostWaiting) {
      const reason = `more than ${String(mostWaiting)} calls wait to be started; lower the rate, or shorten the window`;
      throw new WiretaxError('E_OVERRUN', reason);
    }
  }

  #start(dueNs: number, caller: number): void {
    this.#sinceTurn += 1;
    this.#o.calls.start(dueNs, this.#callers?.take() ?? caller, this.#gates);
  }

  #reject(dueNs: number, caller: number, nowNs: number): void {
    const { counts } = this.#o.calls;
    if (dueNs >= counts.fromNs) counts.rejected += 1;
    this.#o.rejected(caller, nowNs);
  }

  /**
   * Calls that settle without I/O (a transport in this process, a connection that is gone) go round in microtasks alone, and no timer,
   * signal or control message would get through. So a turn is asked for now and then, and waited for if it doesn't come.
   */
  #mayStart(): boolean {
    if (this.#sinceTurn < this.#o.patience) return true;
    this.askForTurn();
    return this.#sinceTurn < 2 * this.#o.patience;
  }

  /** 0: it starts; -1: never; `wait`: somebody will ask again. */
  #admits(nowNs: number, dueNs: number): number {
    if (this.#o.port.room() <= 0) return wait;
    if (this.#gates.count === 0) return 0;
    const says = this.#gates.ready(nowNs, dueNs, this.#o.calls.inside);
    if (says === 0 || says === -1) return says;
    if (says < this.askNs) this.askNs = says;
    return wait;
  }
}
