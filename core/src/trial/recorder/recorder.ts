import { toldNot } from '../../contract/outcome.js';
import { LatencyCounts } from '../../record/rows/counts.js';
import { series } from '../../record/rows/series.js';
import { PauseWatch } from './pauses.js';
import { TimelineRecorder } from './timeline.js';

/** Records calls: five histograms, and beside them a timeline; no memory that grows with the number of calls. */
export class Recorder {
  /** completed - scheduled */
  readonly response = new LatencyCounts();
  /** completed - started */
  readonly service = new LatencyCounts();
  /** started - scheduled: flow control, and the generator's own lateness. */
  readonly lag = new LatencyCounts();
  /** Started until the server's handler was entered. */
  readonly toServer = new LatencyCounts();
  /** End of the server's handler until completed. */
  readonly toClient = new LatencyCounts();
  /** Open load: how late the generator was to notice that a call was due. */
  readonly lateness = new LatencyCounts();
  readonly timeline = new TimelineRecorder();
  /** When no call completed. */
  readonly pauses: PauseWatch;

  /** `idleNs` tells for how long this process has had nothing to do. */
  constructor(idleNs: () => number) {
    this.pauses = new PauseWatch(idleNs);
  }

  /**
   * A call: due, started (its first attempt, and the one that was answered), completed, all instants of CLOCK_MONOTONIC; when its
   * handler was entered and how long it took, or `toldNot`.
   */
  record(
    scheduledNs: number,
    startedNs: number,
    attemptNs: number,
    completedNs: number,
    enteredNs: number,
    servedNs: number,
  ): void {
    this.response.record(completedNs - scheduledNs);
    this.service.record(completedNs - startedNs);
    this.lag.record(startedNs - scheduledNs);
    if (enteredNs === toldNot) return;
    this.toServer.record(enteredNs - attemptNs);
    this.toClient.record(completedNs - enteredNs - servedNs);
  }

  /** Begins anew with a window that starts now. */
  reset(startNs: number): void {
    for (const name of series) this[name].reset();
    this.lateness.reset();
    this.timeline.reset(startNs);
    this.pauses.reset(startNs);
  }
}
