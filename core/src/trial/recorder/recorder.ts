import type { Payload } from '../../contract/payload.js';
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
  readonly timeline = new TimelineRecorder();
  /** When no call completed. */
  readonly pauses = new PauseWatch();

  record(scheduledNs: number, completedNs: number, request: Payload, reply: Payload): void {
    const startedNs = request.timestampNs;
    this.response.record(completedNs - scheduledNs);
    this.service.record(completedNs - startedNs);
    this.lag.record(startedNs - scheduledNs);
    this.toServer.record(reply.timestampNs - startedNs);
    this.toClient.record(completedNs - reply.timestampNs - reply.serviceTimeNs);
  }

  /** Begins anew with a window that starts now. */
  reset(startNs: number): void {
    for (const name of series) this[name].reset();
    this.timeline.reset(startNs);
    this.pauses.reset(startNs);
  }
}
