import { effectOfLogs, fewestLaunches, type Effect, type Logs } from '@wiretax/statistics';
import type { Sides } from '../sides.js';
import { SequentialBoundary } from './boundary.js';
import { type Asked, type Asking, type Question, questionsOf } from './question.js';

/**
 * `slower`: the interval excludes "no worse", and the change found is larger than the margin, as in any comparison. `not-slower`: the whole
 * interval lies below the margin. `unknown`: neither, so far.
 */
export type GateOutcome = 'slower' | 'not-slower' | 'unknown';

/** A question with what is known of it. */
export interface Answered extends Question {
  readonly outcome: GateOutcome;
  /** Null while no launch pair has the figure. The interval holds at whichever look it is read; null before anything can be claimed. */
  readonly effect: Effect | null;
  /** The share of the time that had passed when this was known, or now. */
  readonly share: number;
}

export interface GateAnswer extends Omit<Asked, 'questions'> {
  readonly outcome: GateOutcome;
  readonly answers: readonly Answered[];
  readonly margin: number;
}

export interface GateTerms extends Asking {
  /** Differences up to this share don't matter. */
  readonly margin: number;
  /** How many questions there will be, as a claim among many has to be surer. */
  readonly questions: number;
}

/** How often a gate calls something slower that is not, at any of its looks and of all its questions; and the same of not slower. */
export const gateError = 0.025;

/**
 * Asks again and again whether the second side got slower, such that looking often makes no false alarms: intervals are repeated ones
 * (C. Jennison and B. W. Turnbull, Interim analyses: the repeated confidence interval approach, J. R. Stat. Soc. B 51, 1989) around the means
 * that comparisons have, of logarithms of ratios by block, with Student's t at the p-values of a {@link SequentialBoundary}, which
 * several questions share. What was answered once stays so.
 */
export class Gate {
  readonly #terms: GateTerms;
  readonly #boundaries = new Map<string, SequentialBoundary>();
  readonly #answers = new Map<string, Answered>();

  constructor(terms: GateTerms) {
    this.#terms = terms;
  }

  /** `share` of the time has passed: 1 for the last look. */
  look(sides: Sides, share: number): GateAnswer {
    const { questions, ...asked } = questionsOf(sides, this.#terms);
    const answers = questions.map((question) => this.#answer(question, share));
    return { ...asked, outcome: outcomeOf(answers), answers, margin: this.#terms.margin };
  }

  #answer(question: Question, share: number): Answered {
    const { id, logs } = question;
    const before = this.#answers.get(id);
    if (before !== undefined && before.outcome !== 'unknown') return before;
    if (logs === null) return { ...question, outcome: 'unknown', effect: null, share };
    const boundary = this.#boundaries.get(id) ?? new SequentialBoundary(gateError / this.#terms.questions);
    this.#boundaries.set(id, boundary);
    const p = isFew(logs) ? 0 : boundary.next(informationOf(logs), share);
    // Where nothing has come since, what an interval said before still holds.
    const earlier = p === 0 && before?.effect?.interval ? before.effect : undefined;
    const effect = earlier ?? repeated(logs, p);
    const outcome = judge(question, effect, this.#terms.margin);
    const answered: Answered = { ...question, outcome, effect, share };
    this.#answers.set(id, answered);
    return answered;
  }
}

/** The effect with an interval whose ends are each wrong with this probability; none for 0. */
function repeated(logs: Logs, p: number): Effect {
  const effect = effectOfLogs(logs, { level: 1 - 2 * p });
  const { interval } = effect;
  return {
    ...effect,
    interval: p === 0 || interval === null ? null : { ...interval, level: 1 - 2 * gateError },
  };
}

function isFew(logs: Logs): boolean {
  return logs.some(({ length }) => length < fewestLaunches);
}

/** In blocks: two groups know as little as their harmonic mean. */
export function informationOf([a, b]: Logs): number {
  return b === undefined ? a.length : (a.length * b.length) / (a.length + b.length);
}

/** How much worse, and its interval: above 1 is worse, whatever the figure. */
export function worsening(
  { figure }: Pick<Question, 'figure'>,
  { ratio, interval }: Pick<Effect, 'ratio' | 'interval'>,
): Pick<Effect, 'ratio' | 'interval'> {
  if (figure.lowerIsBetter) return { ratio, interval };
  return {
    ratio: 1 / ratio,
    interval: interval && { ...interval, low: 1 / interval.high, high: 1 / interval.low },
  };
}

function judge(question: Question, effect: Effect, margin: number): GateOutcome {
  const { ratio, interval } = worsening(question, effect);
  if (interval === null) return 'unknown';
  if (interval.low > 1 && ratio > 1 + margin) return 'slower';
  return interval.high < 1 + margin ? 'not-slower' : 'unknown';
}

function outcomeOf(answers: readonly Answered[]): GateOutcome {
  if (answers.some(({ outcome }) => outcome === 'slower')) return 'slower';
  return answers.length > 0 && answers.every(({ outcome }) => outcome === 'not-slower')
    ? 'not-slower'
    : 'unknown';
}
