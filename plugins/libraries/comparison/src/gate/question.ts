import type { Launch } from '@wiretax/core';
import { type Logs, logsOf } from '@wiretax/statistics';
import { nameOf, reasonAgainst } from '../comparison.js';
import { calmPair, countsDisturbed, disturbedLaunches } from '../disturbed.js';
import type { Figure } from '../figures.js';
import { arePaired, type Matched, matched, type Pair } from '../pairing.js';
import { togetherOf } from '../pool.js';
import type { Sides } from '../sides.js';

/** What a gate is asked: whether one figure of one cell, or of some taken together, got worse. */
export interface Question {
  /** Unique: the cell, or `together`, and the figure. */
  readonly id: string;
  readonly figure: Figure;
  /** Of one cell, its id; of several together, how many they are. */
  readonly where: string | number;
  /** Of b over a, block by block or launch by launch; null as long as a launch doesn't have the figure. */
  readonly logs: Logs | null;
  /** Of all launches of each side; null of cells together. */
  readonly values: readonly [a: number | null, b: number | null] | null;
}

/** What can be asked of two sides. */
export interface Asked {
  readonly questions: readonly Question[];
  readonly paired: boolean;
  /** Cells that may not be compared, with the reason. */
  readonly leftOut: readonly { readonly cell: string; readonly reason: string }[];
  /** Launches that were disturbed, of how many. */
  readonly disturbed: readonly [number, number];
}

export interface Asking {
  readonly figures: readonly Figure[];
  /** Which cells are one question, all together. Default: each is a question of its own. */
  readonly isPooled?: ((pair: Pair) => boolean) | undefined;
}

export function questionsOf(sides: Sides, { figures, isPooled }: Asking): Asked {
  const paired = arePaired(sides.a, sides.b);
  const asked = isPooled === undefined ? sides.pairs : sides.pairs.filter(isPooled);
  const counts = countsDisturbed(sides);
  const all = asked.map((pair) => matched(counts ? calmPair(pair) : pair, paired));
  const usable = all.filter((each) => reasonAgainst(each) === null);
  const single = usable.map((each): Pick<Question, 'where'> & Matched => ({
    ...each,
    where: nameOf(each.pair),
  }));
  const questions = figures.flatMap((figure): readonly Question[] => {
    if (isPooled !== undefined) {
      if (usable.length === 0) return [];
      const known = usable.map((each) => ({ ...each, ...withFigure(each, figure, paired) }));
      const together = togetherOf(
        known.filter(({ a, b }) => a.length > 0 && b.length > 0),
        figure,
        paired,
      );
      const [only, ...others] = usable;
      const where =
        only !== undefined && others.length === 0 ? nameOf(only.pair) : (together?.cells ?? usable.length);
      return [{ id: `together ${figure.key}`, figure, where, logs: together?.logs ?? null, values: null }];
    }
    return single.map(({ where, ...each }) => {
      const { a, b } = withFigure(each, figure, paired);
      return {
        id: `${String(where)} ${figure.key}`,
        figure,
        where,
        logs: logsOf(a, b, figure.statistic, { paired }),
        values: [figure.statistic(a), figure.statistic(b)],
      };
    });
  });
  const launches = asked.flatMap(({ a, b }) => [...a.launches, ...b.launches]).length;
  return {
    questions,
    paired,
    leftOut: all.flatMap((each) => {
      const reason = reasonAgainst(each);
      return reason === null ? [] : [{ cell: nameOf(each.pair), reason }];
    }),
    disturbed: [disturbedLaunches(sides, asked), launches],
  };
}

/** Launches that have the figure for themselves, such as those with enough calls for it; of pairs those of which both do. */
function withFigure({ a, b }: Matched, { statistic }: Figure, paired: boolean): Pick<Matched, 'a' | 'b'> {
  const has = (launch: Launch | undefined): boolean => launch !== undefined && statistic([launch]) !== null;
  return {
    a: a.filter((launch, index) => has(launch) && (!paired || has(b[index]))),
    b: b.filter((launch, index) => has(launch) && (!paired || has(a[index]))),
  };
}
