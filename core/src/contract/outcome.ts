/** Stands where a peer has not said: a stamp, a grant. */
export const toldNot = -1;

/** How a call, or one attempt at it, ended. Only an `ok` call goes into a histogram; each other one is counted by its name. */
export const Outcome = {
  ok: 0,
  /** Answered, and the answer is not the one to this request: other id, other size, stamps outside of the call. */
  wrong: 1,
  /** The server had no room: 429, 503, RESOURCE_EXHAUSTED, REFUSED_STREAM. */
  refused: 2,
  /** No answer: connection, protocol, an error of the server. */
  failed: 3,
  /** The deadline passed. */
  late: 4,
  /** Given up by the client, as the loser of a hedge is. Says nothing about the server. */
  cancelled: 5,
  /** Never left, or the server swears that it did not look at it: goes back to the head of the line. */
  unsent: 6,
} as const;
export type Outcome = (typeof Outcome)[keyof typeof Outcome];

/** Those of failed calls. */
export type FailedOutcome = 'wrong' | 'refused' | 'failed' | 'late' | 'cancelled' | 'unsent';

/**
 * What became of the calls that were due in one window. `offered` = `started` + `rejected` + `unstarted`, and `started` = `ok` + those
 * that failed.
 */
export interface Tally {
  readonly offered: number;
  readonly started: number;
  /** Refused by a gate: neither response nor failure. */
  readonly rejected: number;
  /** Due, and still waiting when the drain was over: percentiles leave them out, so that the tail is longer than they say. */
  readonly unstarted: number;
  /** Sendings: `attempts / started - 1` is the extra load that hedges and retries made. */
  readonly attempts: number;
  readonly ok: number;
  /** Failed calls by how they ended; those that did not happen are left out. */
  readonly failed: Readonly<Partial<Record<FailedOutcome, number>>>;
}
