import { type FailedOutcome, Outcome, type Tally } from '../../contract/outcome.js';

const failures = Object.entries(Outcome).filter(([name]) => name !== 'ok') as [FailedOutcome, Outcome][];

/** Counts what becomes of the calls that are due from an instant on. */
export class Counts {
  /** Calls that were due before belong to no window. */
  fromNs = 0;
  offered = 0;
  started = 0;
  rejected = 0;
  unstarted = 0;
  attempts = 0;
  readonly ended = new Float64Array(Object.keys(Outcome).length);

  reset(fromNs: number): void {
    this.fromNs = fromNs;
    this.offered = 0;
    this.started = 0;
    this.rejected = 0;
    this.unstarted = 0;
    this.attempts = 0;
    this.ended.fill(0);
  }

  end(outcome: Outcome): void {
    this.ended[outcome] = (this.ended[outcome] ?? 0) + 1;
  }

  of(outcome: Outcome): number {
    return this.ended[outcome] ?? 0;
  }

  failed(): number {
    return failures.reduce((sum, [, outcome]) => sum + this.of(outcome), 0);
  }

  tally(): Tally {
    const { offered, started, rejected, unstarted, attempts } = this;
    const failed = failures.map(([name, outcome]) => [name, this.of(outcome)] as const);
    return {
      offered,
      started,
      rejected,
      unstarted,
      attempts,
      ok: this.of(Outcome.ok),
      failed: Object.fromEntries(failed.filter(([, count]) => count > 0)),
    };
  }
}
