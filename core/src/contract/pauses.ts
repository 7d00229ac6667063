/**
 * Stretches of a measured window in which no call completed. The first may begin with the window; there is none at its end, as a
 * window ends with a call. Taken between any two completions, not from slices, so that length and place are exact.
 *
 * They are facts, not findings: with one caller of a slow service every call is a pause. Whether one is more than noise is for an analysis
 * to say.
 */
export interface Pauses {
  /** Shorter ones were not noted. */
  readonly leastNs: number;
  /** Of all that were noted. */
  readonly count: number;
  readonly totalNs: number;
  /** The longest of them, at most 16, in the order in which they came. */
  readonly longest: readonly Pause[];
}

export interface Pause {
  /** Since the beginning of the window, which is `startNs` of `timeline.json`. */
  readonly startNs: number;
  readonly lengthNs: number;
  /**
   * The peer, by name, that was busy or blocked meanwhile: its event loop spent at most a tenth of the pause waiting for events, the other's at
   * least nine tenths, and no call entered the server's handler. Null where that can't be told: both waited, as for a timer, a disk or a
   * network; both were kept from their CPUs, as by a hypervisor; both share a process; or the server is not ours.
   */
  readonly stoodStill: string | null;
}
