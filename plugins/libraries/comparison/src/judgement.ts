import {
  claimedUpTo,
  conclude,
  type Conclusion,
  type Effect,
  falseDiscoveryRates,
  type Trimmed,
} from '@wiretax/statistics';
import type { Figure } from './figures.js';

/** How one figure differs. */
export interface Difference {
  readonly figure: Figure;
  readonly effect: Effect;
  /** The same without what is furthest out; null where that leaves too little, or a launch alone doesn't have the figure. */
  readonly trimmed: Trimmed | null;
}

export interface Judgement {
  readonly conclusion: Conclusion;
  /** It would be a difference if it were the only comparison; among so many, chance alone may bring it. */
  readonly byChance: boolean;
}

/** What differences mean, with regard to how many there are. */
export function judgementOf(all: readonly Difference[], margin: number): (one: Difference) => Judgement {
  const tested = all.filter(({ effect }) => effect.pValue !== null);
  const rates = falseDiscoveryRates(tested.map(({ effect }) => effect.pValue ?? 1));
  const rateOf = new Map(tested.map((each, index) => [each, rates[index] ?? 1]));
  return (one) => {
    const alone = conclude(one.effect, margin, one.figure.lowerIsBetter);
    const differs = alone === 'slower' || alone === 'faster';
    const byChance = differs && (rateOf.get(one) ?? 1) > claimedUpTo;
    return { conclusion: byChance ? 'undecided' : alone, byChance };
  };
}
