import type { Experiment, TrialRecord } from '@wiretax/core';
import { guessedWarmupMs, type PlannedTrial } from '@wiretax/core/record';
import { LearnedFigure } from './learned-figure.js';

/** What a forecast starts from. */
export interface ForecastPlan {
  /** The trials that are still to run, in their order. */
  readonly order: readonly PlannedTrial[];
  /** What they will take according to the plan alone, ms. */
  readonly estimateMs: number;
}

type Timing = Pick<Experiment, 'stop' | 'warmup'>;

/** What of a finished trial tells of those to come. */
export type FinishedTrial = Pick<TrialRecord, 'durationNs' | 'phasesNs'> & {
  readonly measured?: Pick<NonNullable<TrialRecord['measured']>, 'durationNs' | 'throughput'>;
};

/** Less is never said to be left while a trial runs: nobody knows better. */
const leastMs = 1000;
/** Calls per second, where nothing has been seen yet. */
const guessedRate = 10_000;

/**
 * How long a run will still take. A trial is its warm-up, its window, and the rest. How long load takes to warm up, and how long a number of
 * calls takes, is learned from trials of the same cell and of the same transport; before there are any, the plan's estimate stands.
 */
export class Forecast {
  readonly #timing: Timing;
  readonly #warmupMs: LearnedFigure;
  readonly #restMs: LearnedFigure;
  /** Logarithms of calls per second: a slow transport is slower by a factor. */
  readonly #logRate = new LearnedFigure(Math.log(guessedRate));
  #order: readonly PlannedTrial[];
  #finished = 0;
  #sinceMs = 0;

  constructor(timing: Timing, { order, estimateMs }: ForecastPlan) {
    this.#timing = timing;
    this.#order = order;
    this.#warmupMs = new LearnedFigure(guessedWarmupMs(timing.warmup));
    this.#restMs = new LearnedFigure(0);
    const known = order.reduce((sum, planned) => sum + this.#trialMs(planned), 0);
    this.#restMs = new LearnedFigure(Math.max(0, estimateMs - known) / Math.max(1, order.length));
  }

  /** All trials of a session that goes on with another block, those that have run included. */
  extend(order: readonly PlannedTrial[]): void {
    this.#order = order;
  }

  /** The trial of this index begins now. */
  begin(index: number, nowMs: number): void {
    this.#finished = index;
    this.#sinceMs = nowMs;
  }

  end(trial: FinishedTrial, index: number, nowMs: number): void {
    const planned = this.#order[index];
    this.begin(index + 1, nowMs);
    if (planned === undefined) return;
    const { durationNs, phasesNs, measured } = trial;
    const warmupMs = (phasesNs.warmup ?? 0) / 1e6;
    const byCalls = this.#isByCalls(planned) && measured !== undefined;
    const windowMs = byCalls ? measured.durationNs / 1e6 : 0;
    this.#warmupMs.learn(planned, warmupMs);
    this.#restMs.learn(planned, durationNs / 1e6 - warmupMs - windowMs);
    if (byCalls && measured.throughput > 0) this.#logRate.learn(planned, Math.log(measured.throughput));
  }

  /** 0 when there is no trial left. */
  leftMs(nowMs: number): number {
    const [current, ...later] = this.#order.slice(this.#finished);
    if (current === undefined) return 0;
    const laterMs = later.reduce((sum, planned) => sum + this.#trialMs(planned), 0);
    const currentMs = remaining(this.#trialMs(current), nowMs - this.#sinceMs);
    return Math.max(leastMs, currentMs + laterMs);
  }

  #trialMs(planned: PlannedTrial): number {
    const windowMs = this.#isByCalls(planned) ? this.#windowMs(planned) : 0;
    return this.#warmupMs.of(planned) + this.#restMs.of(planned) + windowMs;
  }

  /** Whether its window may end with a number of calls; windows of one length are part of the rest. */
  #isByCalls({ control }: PlannedTrial): boolean {
    return !control && this.#timing.stop.requests !== undefined;
  }

  #windowMs(planned: PlannedTrial): number {
    const { requests = 0, durationMs = Infinity } = this.#timing.stop;
    const rate = Math.exp(this.#logRate.of(planned));
    return Math.min(durationMs, ((requests * planned.cell.concurrency) / rate) * 1000);
  }
}

/** What is left of a trial after a while: it runs out slowly, as some last longer than the others. */
function remaining(expectedMs: number, elapsedMs: number): number {
  const share = expectedMs <= 0 ? 1 : elapsedMs / expectedMs;
  const late = 0.75;
  return expectedMs * (share < late ? 1 - share : (1 - late) * Math.exp(-(share - late) / (1 - late)));
}
