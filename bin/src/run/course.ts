import type { Experiment, TrialRecord } from '@wiretax/core';
import type { PlannedTrial } from '@wiretax/core/record';
import { Forecast, type ForecastPlan } from './forecast.js';
import { Ranking } from './ranking.js';
import { roughDuration } from './rough-duration.js';
import { VerdictCount } from './verdict-count.js';

/** What a run is expected to take, and the clock that tells how it does. */
export interface Timing {
  readonly experiment: Pick<Experiment, 'stop' | 'warmup'>;
  nowMs(): number;
}

/** How far a run has come: what it has found, and what is left. */
export class Course {
  readonly verdicts = new VerdictCount();
  readonly ranking: Ranking;
  readonly #timing: Timing | undefined;
  readonly #forecast: Forecast | undefined;
  #trials: number;
  #finished = 0;

  /** Without a timing it tells no time left. */
  constructor(plan: ForecastPlan, timing: Timing | undefined) {
    this.#timing = timing;
    this.#trials = plan.order.length;
    this.#forecast = timing && new Forecast(timing.experiment, plan);
    this.ranking = new Ranking(plan.order);
  }

  get trials(): number {
    return this.#trials;
  }

  get finished(): number {
    return this.#finished;
  }

  extend(order: readonly PlannedTrial[]): void {
    this.#trials = order.length;
    this.#forecast?.extend(order);
  }

  begin(index: number): void {
    this.#finished = index;
    if (this.#timing !== undefined) this.#forecast?.begin(index, this.#timing.nowMs());
  }

  end(record: TrialRecord, index: number): void {
    this.#finished = index + 1;
    this.verdicts.add(record);
    this.ranking.add(record);
    if (this.#timing !== undefined) this.#forecast?.end(record, index, this.#timing.nowMs());
  }

  /** `about 1 min 5 s left`; empty where nobody knows, and when nothing is left. */
  leftText(): string {
    const leftMs = this.#timing === undefined ? 0 : (this.#forecast?.leftMs(this.#timing.nowMs()) ?? 0);
    return leftMs === 0 ? '' : `about ${roughDuration(leftMs)} left`;
  }
}
