import type { Outcome } from '../../contract/outcome.js';

/** What carries attempts: a library's client, a simulation. It tells the loop of each end by `settled`. */
export interface Port {
  /** How many more attempts may be started now. */
  room(): number;
  send(slot: number, caller: number, startedNs: number): void;
  /** Gives an attempt up. True if nothing comes of its slot any more; false if its end is still to come. */
  cancel(slot: number): boolean;
}

/** Time and turns of the event loop. */
export interface Environment {
  /** Ns of CLOCK_MONOTONIC. */
  now(): number;
  /** Calls `due` at this instant as exactly as it can. Asked for an earlier one, it may forget the later. */
  wake(atNs: number): void;
  /** The same for `overdue`, where a millisecond more does no harm and must cost nothing. */
  wakeLater(atNs: number): void;
  /** Calls `turned` once, in the next turn of the event loop. */
  nextTurn(): void;
  /** Nothing is to come of what was asked for. */
  stop(): void;
}

/** Who keeps account of what the loop does. */
export interface Ledger {
  /** An answered call. Stamps are `toldNot` where the server didn't say. Returns the time, which is later if this took a while. */
  completed(
    dueNs: number,
    firstNs: number,
    attemptNs: number,
    completedNs: number,
    enteredNs: number,
    servedNs: number,
  ): number;
  /** A call that failed; it may make the loop fail. */
  failed(outcome: Outcome, nowNs: number): void;
  /** An open load's generator has noticed a call that is due. */
  noticed(dueNs: number, nowNs: number): void;
  /** No call is due from now on. */
  stopped(nowNs: number): void;
  /** All that had started has ended; or not, because of an error. */
  over(error?: unknown): void;
}
