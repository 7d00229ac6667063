import type { Again } from '../../contract/flow.js';
import { Outcome, toldNot } from '../../contract/outcome.js';
import { PluginError, type Subject } from '../../kernel/errors.js';
import { AlarmKind, alarmOf } from './alarm-kinds.js';
import type { Alarms } from './alarms.js';
import { Attempts, Slot } from './attempts.js';
import { Counts } from './counts.js';
import { Deadlines } from './deadlines.js';
import { Gates } from './gates.js';
import type { Environment, Ledger, Port } from './ports.js';

export interface OwnedAgain {
  readonly again: Again;
  readonly subject: Subject;
}

/** What follows from the end of a call. */
export interface Afterwards {
  /** Calls that wait may find room now. */
  readonly room: (nowNs: number) => void;
  /** Its caller is free. */
  readonly freed: (caller: number, nowNs: number, failed: boolean) => void;
  /** It did not leave after all. */
  readonly unsent: (dueNs: number, caller: number) => void;
}

export interface CallsOptions {
  readonly environment: Environment;
  readonly port: Port;
  readonly ledger: Ledger;
  readonly alarms: Alarms;
  readonly callers: number;
  readonly after: Afterwards;
}

/** Calls that have started, from the first attempt to the end. */
export class Calls {
  readonly attempts = new Attempts();
  readonly counts = new Counts();
  readonly #o: CallsOptions;
  readonly #deadlines = new Deadlines();
  readonly #owed: number[] = [];
  #gates = new Gates([]);
  #again: OwnedAgain | undefined;
  #over = true;
  /** Calls that have entered and not left. */
  inside = 0;

  constructor(options: CallsOptions) {
    this.#o = options;
  }

  begin(again: OwnedAgain | undefined, deadlineNs: number): void {
    this.#again = again;
    this.#deadlines.begin(deadlineNs);
    this.#owed.length = 0;
    this.inside = 0;
    this.#over = false;
  }

  /** What is in flight concerns nobody any more. */
  end(): void {
    this.#over = true;
  }

  /** Whether a retry waits for room. */
  get owes(): boolean {
    return this.#owed.length > 0;
  }

  get nextDeadlineNs(): number {
    return this.#deadlines.nextNs;
  }

  start(dueNs: number, caller: number, gates: Gates): void {
    const { attempts, counts } = this;
    const nowNs = this.#o.environment.now();
    const call = attempts.take();
    this.#gates = gates;
    this.inside += 1;
    if (dueNs >= counts.fromNs) counts.started += 1;
    attempts.dueNs[call] = dueNs;
    attempts.firstNs[call] = nowNs;
    attempts.caller[call] = caller;
    attempts.flying[call] = 0;
    attempts.tries[call] = 0;
    attempts.sibling[call] = -1;
    if (gates.count > 0) gates.enter(nowNs);
    this.#deadlines.push(call, nowNs, attempts);
    this.#send(call, call, nowNs);
  }

  /** The port says how an attempt ended. */
  settled(
    slot: number,
    nowNs: number,
    outcome: Outcome,
    grant: number,
    enteredNs: number,
    servedNs: number,
  ): void {
    const { attempts } = this;
    if (attempts.state[slot] === Slot.givenUp) {
      attempts.give(slot);
      if (!this.#over) this.#o.after.room(nowNs);
      return;
    }
    if (this.#over) return;
    if (attempts.state[slot] !== Slot.flying) throw new Error(`slot ${String(slot)} ended twice`);
    const call = attempts.call[slot] ?? slot;
    if (outcome !== Outcome.ok && this.#again !== undefined) {
      if (this.#goesOn(slot, call, nowNs, outcome)) this.#o.after.room(nowNs);
      else this.#end(call, nowNs, outcome, grant, -1, toldNot, toldNot);
      return;
    }
    this.#end(call, nowNs, outcome, grant, slot, enteredNs, servedNs);
  }

  /** A hedge or a retry is due. */
  rang(kind: number, call: number, generation: number, nowNs: number): void {
    const { attempts } = this;
    if (attempts.generation[call] !== generation) return;
    const hedge = kind === AlarmKind.hedge;
    if (hedge && ((attempts.flying[call] ?? 0) === 0 || this.#o.port.room() <= 0)) return;
    const may = this.#asked((again) => again.may());
    if (may === true) {
      if (this.#o.port.room() > 0) this.#another(call, nowNs);
      else this.#owed.push(call, generation);
    } else if (!hedge)
      this.#end(call, nowNs, (attempts.lastOutcome[call] ?? 0) as Outcome, toldNot, -1, toldNot, toldNot);
  }

  /** Retries that found no room go before the calls that wait. */
  sendOwed(nowNs: number): void {
    while (this.#owed.length > 0 && this.#o.port.room() > 0) {
      const [call = 0, generation] = this.#owed.splice(0, 2);
      if (this.attempts.generation[call] === generation) this.#another(call, nowNs);
    }
  }

  /** Ends the calls whose deadline has passed. */
  passDeadlines(nowNs: number): void {
    for (let call = this.#deadlines.take(nowNs, this.attempts); call !== -1 && !this.#over;) {
      this.#end(call, nowNs, Outcome.late, toldNot, -1, toldNot, toldNot);
      call = this.#deadlines.take(nowNs, this.attempts);
    }
  }

  #another(call: number, nowNs: number): void {
    const { attempts } = this;
    const slot = attempts.take();
    attempts.sibling[slot] = attempts.sibling[call] ?? -1;
    attempts.sibling[call] = slot;
    this.#send(slot, call, nowNs);
  }

  #send(slot: number, call: number, nowNs: number): void {
    const { attempts, counts } = this;
    const tries = (attempts.tries[call] ?? 0) + 1;
    attempts.tries[call] = tries;
    attempts.flying[call] = (attempts.flying[call] ?? 0) + 1;
    attempts.startedNs[slot] = nowNs;
    attempts.state[slot] = Slot.flying;
    attempts.call[slot] = call;
    if ((attempts.dueNs[call] ?? 0) >= counts.fromNs) counts.attempts += 1;
    const caller = attempts.caller[call] ?? 0;
    if (this.#again === undefined) {
      this.#o.port.send(slot, caller, nowNs);
      return;
    }
    const waitNs = this.#asked((again) => again.hedge(tries)) ?? Number.POSITIVE_INFINITY;
    if (waitNs < Number.POSITIVE_INFINITY)
      this.#o.alarms.push(nowNs + waitNs, alarmOf(AlarmKind.hedge, call, attempts.generation[call] ?? 0));
    // A second attempt goes by another connection, where callers have their own.
    this.#o.port.send(slot, (caller + tries - 1) % this.#o.callers, nowNs);
  }

  /** Whether a call goes on of which an attempt has failed. */
  #goesOn(slot: number, call: number, nowNs: number, outcome: Outcome): boolean {
    const { attempts } = this;
    const flying = (attempts.flying[call] ?? 0) - 1;
    attempts.flying[call] = flying;
    if (slot === call) attempts.state[slot] = Slot.resting;
    else this.#drop(slot, call);
    if (flying > 0) return true;
    attempts.lastOutcome[call] = outcome;
    const tries = attempts.tries[call] ?? 1;
    const waitNs = this.#asked((again) => again.retry(tries, outcome)) ?? Number.POSITIVE_INFINITY;
    if (!(waitNs < Number.POSITIVE_INFINITY)) return false;
    this.#o.alarms.push(nowNs + waitNs, alarmOf(AlarmKind.retry, call, attempts.generation[call] ?? 0));
    return true;
  }

  #drop(slot: number, call: number): void {
    const { attempts } = this;
    let before = call;
    while (attempts.sibling[before] !== slot) before = attempts.sibling[before] ?? 0;
    attempts.sibling[before] = attempts.sibling[slot] ?? -1;
    attempts.give(slot);
  }

  #end(
    call: number,
    nowNs: number,
    outcome: Outcome,
    grant: number,
    winner: number,
    enteredNs: number,
    servedNs: number,
  ): void {
    const { attempts, counts } = this;
    const { ledger, after } = this.#o;
    const [dueNs, firstNs] = [attempts.dueNs[call] ?? 0, attempts.firstNs[call] ?? 0];
    const caller = attempts.caller[call] ?? 0;
    let endedNs = nowNs;
    if (outcome === Outcome.unsent && this.#again === undefined) {
      this.#takeBack(call, nowNs, dueNs);
      return;
    }
    if (dueNs >= counts.fromNs) counts.end(outcome);
    if (outcome === Outcome.ok) {
      const attemptNs = attempts.startedNs[winner] ?? 0;
      endedNs = ledger.completed(dueNs, firstNs, attemptNs, nowNs, enteredNs, servedNs);
    } else {
      ledger.failed(outcome, nowNs);
    }
    this.inside -= 1;
    if (this.#gates.count > 0) this.#gates.leave(nowNs, nowNs - firstNs, outcome, grant);
    const tries = attempts.tries[call] ?? 1;
    if (this.#again !== undefined) this.#asked((again) => again.ended(nowNs - firstNs, outcome, tries));
    this.#release(call, winner);
    if (this.#over) return;
    after.room(endedNs);
    after.freed(caller, endedNs, outcome !== Outcome.ok);
  }

  /** As if it had never started. */
  #takeBack(call: number, nowNs: number, dueNs: number): void {
    const { attempts, counts } = this;
    const caller = attempts.caller[call] ?? 0;
    if (dueNs >= counts.fromNs) {
      counts.started -= 1;
      counts.attempts -= 1;
    }
    this.inside -= 1;
    if (this.#gates.count > 0) this.#gates.leave(nowNs, 0, Outcome.unsent, toldNot);
    attempts.give(call);
    this.#o.after.unsent(dueNs, caller);
    this.#o.after.room(nowNs);
  }

  /** Gives the slots of a call back; attempts that are still in flight are given up. */
  #release(call: number, winner: number): void {
    const { attempts } = this;
    let sibling = attempts.sibling[call] ?? -1;
    while (sibling !== -1) {
      const slot = sibling;
      sibling = attempts.sibling[slot] ?? -1;
      if (slot === winner) attempts.give(slot);
      else this.#giveUp(slot);
    }
    if (winner === call || attempts.state[call] === Slot.resting) attempts.give(call);
    else this.#giveUp(call);
  }

  #giveUp(slot: number): void {
    const { attempts } = this;
    attempts.state[slot] = Slot.givenUp;
    attempts.renew(slot);
    if (this.#o.port.cancel(slot)) attempts.give(slot);
  }

  #asked<T>(question: (again: Again) => T): T | undefined {
    if (this.#again === undefined) return undefined;
    try {
      return question(this.#again.again);
    } catch (thrown) {
      throw new PluginError(this.#again.subject, thrown);
    }
  }
}
