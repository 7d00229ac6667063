import type { Outcome } from '../../contract/outcome.js';
import { generationOf, AlarmKind, kindOf, slotOf } from './alarm-kinds.js';
import { Alarms } from './alarms.js';
import type { Attempts } from './attempts.js';
import { Callers } from './callers.js';
import { Calls, type OwnedAgain } from './calls.js';
import type { Counts } from './counts.js';
import { Door } from './door.js';
import type { Gates } from './gates.js';
import type { Environment, Ledger, Port } from './ports.js';
import { type OwnedPace, Schedule } from './schedule.js';

const never = Number.POSITIVE_INFINITY;

export interface LoopOptions {
  readonly environment: Environment;
  readonly port: Port;
  readonly ledger: Ledger;
  readonly callers: number;
  /** How many calls may start in one turn of the event loop before a turn is asked for. */
  readonly patience: number;
}

/** One run of load. Parts are made anew for each; the loop is not. */
export interface Run {
  readonly load: OwnedPace;
  readonly gates: Gates;
  readonly again?: OwnedAgain | undefined;
  /** A call is late when it has taken longer; infinite for never. */
  readonly deadlineNs: number;
  /** How long those that wait are still started when no more calls become due; infinite for as long as it takes. */
  readonly drainNs: number;
  /** How many calls become due, and until when, unless a window says otherwise; infinite for not yet known. */
  readonly calls: number;
  readonly endNs: number;
}

/**
 * The one loop of every load: calls become due, wait, start, are tried again, end, and are counted. What runs per call is plain
 * functions over numbers in columns that are used over and over.
 */
export class Loop {
  readonly #o: LoopOptions;
  readonly #alarms = new Alarms();
  readonly #calls: Calls;
  readonly #door: Door;
  readonly #schedule: Schedule;
  #callers: Callers | undefined;
  /** Callers who go on in the next turn of the event loop, each with the instant since when he has been free. */
  readonly #held: number[] = [];
  #drainNs = never;
  #drainEndNs = never;
  #wakeNs = never;
  #wakeLaterNs = never;
  #over = true;

  constructor(options: LoopOptions) {
    const { environment, port, ledger, callers, patience } = options;
    this.#o = options;
    const after = {
      room: (nowNs: number): void => {
        if (this.#door.line.length > 0 || this.#calls.owes) this.#door.pump(nowNs);
      },
      freed: (caller: number, nowNs: number, failed: boolean): void => {
        if (this.#callers !== undefined) this.#callers.release(caller);
        else if (failed) this.#hold(caller, nowNs);
        else this.#schedule.freed(caller, nowNs, nowNs);
      },
      unsent: (dueNs: number, caller: number): void => {
        this.#callers?.release(caller);
        this.#door.line.putBack(dueNs, caller);
      },
    };
    this.#calls = new Calls({ environment, port, ledger, alarms: this.#alarms, callers, after });
    const rejected = (caller: number, nowNs: number): void => {
      if (this.#callers === undefined) this.#hold(caller, nowNs);
    };
    this.#door = new Door({ environment, port, calls: this.#calls, patience, rejected });
    const [door, { counts }] = [this.#door, this.#calls];
    this.#schedule = new Schedule({ environment, door, counts, ledger, alarms: this.#alarms, callers });
  }

  get counts(): Counts {
    return this.#calls.counts;
  }

  /** The slots of what is in flight. */
  get attempts(): Attempts {
    return this.#calls.attempts;
  }

  /** Since when the call has been due whose turn is next; undefined when none waits. */
  get waitingSinceNs(): number | undefined {
    return this.#door.line.length === 0 ? undefined : this.#door.line.dueNs(false);
  }

  begin({ load, gates, again, deadlineNs, drainNs, calls, endNs }: Run): void {
    const { environment, callers } = this.#o;
    const nowNs = environment.now();
    this.#callers = load.kind === 'open' ? new Callers(callers) : undefined;
    this.#alarms.clear();
    this.#held.length = 0;
    this.#drainNs = drainNs;
    this.#drainEndNs = never;
    this.#wakeNs = never;
    this.#wakeLaterNs = never;
    this.#over = false;
    this.#calls.counts.reset(nowNs);
    this.#calls.begin(again, deadlineNs);
    this.#door.begin(gates, this.#callers);
    try {
      this.#schedule.begin(load, nowNs, calls, endNs);
      this.#conclude();
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  /** What is due from now on counts; no more than so many calls become due, and none at or after the end. */
  openWindow(fromNs: number, calls: number, endNs: number): void {
    this.#calls.counts.reset(fromNs);
    this.#schedule.budget = calls;
    this.#schedule.endNs = endNs;
    this.#rearm();
  }

  /** No more calls become due. */
  stop(nowNs: number): void {
    this.#schedule.stop(nowNs);
  }

  /** The port says how an attempt has ended. */
  settled(
    slot: number,
    nowNs: number,
    outcome: Outcome,
    grant: number,
    enteredNs: number,
    servedNs: number,
  ): void {
    try {
      this.#calls.settled(slot, nowNs, outcome, grant, enteredNs, servedNs);
      if (!this.#over) this.#conclude();
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  /** The port can take more, though no call has left: a connection has come, a window has opened. */
  roomRose(): void {
    this.#enter((nowNs) => {
      this.#door.pump(nowNs);
    });
  }

  /** An instant has come for which the environment was asked. */
  due(): void {
    this.#wakeNs = never;
    this.#enter((nowNs) => {
      while (!this.#over && this.#alarms.firstNs <= nowNs) this.#ring(this.#alarms.pop(), nowNs);
      if (this.#over) return;
      this.#schedule.turn(nowNs);
      this.#door.turn(nowNs);
    });
  }

  overdue(): void {
    this.#wakeLaterNs = never;
    this.#enter((nowNs) => {
      this.#calls.passDeadlines(nowNs);
      if (this.#over || this.#drainEndNs > nowNs) return;
      this.#drainEndNs = never;
      this.#drainNs = never;
      this.#door.close();
    });
  }

  /** The event loop has turned. */
  turned(): void {
    this.#door.turned();
    this.#enter((nowNs) => {
      const held = this.#held.splice(0);
      for (let index = 0; index < held.length; index += 2)
        this.#schedule.freed(held[index] ?? 0, nowNs, held[index + 1] ?? 0);
      this.#door.pump(nowNs);
    });
  }

  /** Ends the run at once; what is in flight concerns nobody any more. */
  fail(error: unknown): void {
    if (this.#over) return;
    this.abandon();
    this.#o.ledger.over(error);
  }

  /** The same, and nobody is told. */
  abandon(): void {
    this.#over = true;
    this.#calls.end();
    this.#o.environment.stop();
  }

  #enter(work: (nowNs: number) => void): void {
    if (this.#over) return;
    try {
      work(this.#o.environment.now());
      this.#conclude();
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  #ring(alarm: number, nowNs: number): void {
    const kind = kindOf(alarm);
    if (kind === AlarmKind.caller) this.#schedule.rang(slotOf(alarm), nowNs);
    else this.#calls.rang(kind, slotOf(alarm), generationOf(alarm), nowNs);
  }

  #hold(caller: number, nowNs: number): void {
    this.#held.push(caller, nowNs);
    this.#door.askForTurn();
  }

  /** After whatever has happened: the run is over, or it is known when to wake. */
  #conclude(): void {
    if (this.#over) return;
    if (this.#schedule.stopped) {
      if (this.#calls.inside === 0 && this.#door.line.length === 0) {
        this.abandon();
        this.#o.ledger.over();
        return;
      }
      if (this.#drainEndNs === never) this.#drainEndNs = this.#o.environment.now() + this.#drainNs;
    }
    this.#rearm();
  }

  #rearm(): void {
    const { environment } = this.#o;
    const wakeNs = Math.min(this.#alarms.firstNs, this.#schedule.nextNs, this.#door.askNs);
    if (wakeNs < this.#wakeNs) {
      this.#wakeNs = wakeNs;
      environment.wake(wakeNs);
    }
    const laterNs = Math.min(this.#calls.nextDeadlineNs, this.#drainEndNs);
    if (laterNs < this.#wakeLaterNs) {
      this.#wakeLaterNs = laterNs;
      environment.wakeLater(laterNs);
    }
  }
}
