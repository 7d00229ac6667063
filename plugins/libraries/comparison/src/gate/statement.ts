import { isCost } from '../figures.js';
import { changeText, shareText } from '../change-text.js';
import { type Answered, type GateAnswer, worsening } from './gate.js';

/** One answer in a sentence, without who is compared: `P50 of tcp.64B.c1 is 12 % higher (8 % to 16 %)`. */
export function answerStatement({ figure, where, effect }: Answered): string {
  const subject = `${figure.name} ${placeText(where)}`;
  if (effect === null) return `${subject} is not known of any launch, as it takes more calls`;
  const change = `${subject} is ${changeText(effect)}`;
  return effect.interval === null ? `${change}, with no interval yet` : change;
}

export function placeText(where: Answered['where']): string {
  if (typeof where === 'string') return `of ${where}`;
  return `over ${String(where)} cells together`;
}

/** What came out, in a sentence: for all questions together, with the one that decided. */
export function gateStatement({ outcome, answers, margin }: GateAnswer): string {
  const worst = worstOf(answers.filter((each) => each.outcome === outcome));
  if (worst === undefined) return 'Not known: there is nothing that may be compared.';
  const others = answers.length - 1;
  const lead = others === 0 ? '' : `, of ${String(answers.length)} questions the worst`;
  switch (outcome) {
    case 'slower':
      return `${isCost(worst.figure) ? 'Costlier' : 'Slower'}${lead}: ${answerStatement(worst)}.`;
    case 'not-slower':
      return `${isEqual(worst, margin) ? `Equal within ${shareText(margin)}` : `Not slower by more than ${shareText(margin)}`}${lead}: ${answerStatement(worst)}.`;
    case 'unknown':
      return `Not known yet${lead}: ${answerStatement(worst)}${moreText(worst, margin)}.`;
  }
}

/** Of the answers: the one furthest towards worse. */
export function worstOf(answers: readonly Answered[]): Answered | undefined {
  const worseBy = (each: Answered): number =>
    each.effect === null ? Infinity : worsening(each, each.effect).ratio;
  return answers.toSorted((one, other) => worseBy(other) - worseBy(one))[0];
}

function isEqual(answered: Answered, margin: number): boolean {
  const interval = answered.effect && worsening(answered, answered.effect).interval;
  return interval !== null && interval.low > 1 / (1 + margin);
}

function moreText(answered: Answered, margin: number): string {
  const needed = launchesNeeded(answered, margin);
  if (needed === undefined) return '';
  return needed > mostSaid
    ? `; more than ${String(mostSaid)} launches a side would be needed`
    : `; about ${String(needed)} launches a side would tell`;
}

const mostSaid = 1000;

/** How many launches a side would tell, if the change stays what it is: beyond the margin that it is slower, below that it isn't. */
export function launchesNeeded(answered: Answered, margin: number): number | undefined {
  const { effect } = answered;
  const worse = effect && worsening(answered, effect);
  if (effect === null || worse?.interval === undefined || worse.interval === null) return undefined;
  const change = Math.log(worse.ratio);
  const limit = Math.log(1 + margin);
  const half = (Math.log(worse.interval.high) - Math.log(worse.interval.low)) / 2;
  const distance = change > limit ? change : limit - change;
  const launches = Math.min(...effect.launches);
  return Math.max(launches + 1, Math.ceil(launches * (half / distance) ** 2));
}
