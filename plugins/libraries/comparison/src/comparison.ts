import type { Row } from '@wiretax/core';
import { isStruck } from '@wiretax/core/record';
import { logsOf, trimmedEffect } from '@wiretax/statistics';
import { type Figure, figures } from './figures.js';
import { type Difference, type Judgement, judgementOf } from './judgement.js';
import { effectOf, type Matched, matched, type Pair } from './pairing.js';
import { type Pool, poolOf } from './pool.js';

/** One figure of one pair. */
export interface Comparison extends Difference, Judgement {
  readonly a: string;
  readonly b: string;
  readonly valueA: number;
  readonly valueB: number;
}

export interface Compared {
  readonly comparisons: readonly Comparison[];
  /** Cells taken together, if that was asked for. */
  readonly pool: Pool<Difference & Judgement> | null;
  /** Whether block by block, and not as two groups of launches. */
  readonly paired: boolean;
  /** Pairs that may not be compared, each with the reason. */
  readonly leftOut: readonly { readonly cell: string; readonly reason: string }[];
  /** Blocks that are not used, as only one side has finished them. */
  readonly incomplete: readonly { readonly cell: string; readonly blocks: readonly number[] }[];
  readonly margin: number;
}

export interface Comparing {
  /** Differences up to this don't matter. */
  readonly margin: number;
  /** Whether blocks measured both sides. */
  readonly paired: boolean;
  /** Which pairs are also taken together. Default: none. */
  readonly isPooled?: ((pair: Pair) => boolean) | undefined;
}

/** Every figure of every pair. Differences are claimed with regard to how many comparisons there are. */
export function compare(pairs: readonly Pair[], { margin, paired, isPooled }: Comparing): Compared {
  const all = pairs.map((pair) => matched(pair, paired));
  const usable = all.filter((each) => reasonAgainst(each) === null);
  const single = usable.flatMap((each) => figures.flatMap((figure) => measured(each, figure, paired) ?? []));
  const together = usable.filter(({ pair }) => isPooled?.(pair));
  const pool = together.length === 0 ? null : poolOf(together, paired);
  const judge = judgementOf([...single, ...(pool?.differences ?? [])], margin);
  return {
    comparisons: single.map((each) => ({ ...each, ...judge(each) })),
    pool: pool && {
      ...pool,
      differences: pool.differences.map((each) => ({ ...each, ...judge(each) })),
    },
    paired,
    leftOut: all.flatMap((each) => {
      const reason = reasonAgainst(each);
      return reason === null ? [] : [{ cell: nameOf(each.pair), reason }];
    }),
    incomplete: usable.flatMap(({ pair, incomplete }) =>
      incomplete.length === 0 ? [] : [{ cell: nameOf(pair), blocks: incomplete }],
    ),
    margin,
  };
}

/** All that was concluded, of cells together and of each. */
export function judgementsOf({ comparisons, pool }: Compared): readonly (Difference & Judgement)[] {
  return [...(pool?.differences ?? []), ...comparisons];
}

function measured(
  match: Matched,
  figure: Figure,
  paired: boolean,
): (Difference & Pick<Comparison, 'a' | 'b' | 'valueA' | 'valueB'>) | null {
  const { pair, a, b } = match;
  const [valueA, valueB] = [figure.statistic(a), figure.statistic(b)];
  const effect = effectOf(match, figure.statistic, paired);
  if (valueA === null || valueB === null || effect === null) return null;
  const logs = logsOf(a, b, figure.statistic, { paired });
  const trimmed = logs && trimmedEffect(logs);
  return { a: pair.a.cell.id, b: pair.b.cell.id, figure, valueA, valueB, effect, trimmed };
}

/** `tcp.64B.c1`, or `tcp.64B.c1 and grpc.64B.c1`. */
export function nameOf({ a, b }: Pair): string {
  return a.cell.id === b.cell.id ? a.cell.id : `${a.cell.id} and ${b.cell.id}`;
}

/** Why a pair may not be compared; null if it may. */
export function reasonAgainst({ pair, a }: Matched): string | null {
  const unusable = unusableRow(pair.a) ?? unusableRow(pair.b);
  if (unusable !== null) return unusable;
  return a.length === 0 ? 'no block was finished on both sides' : null;
}

function unusableRow(row: Row): string | null {
  if (row.launches.length === 0) return 'no launch has finished';
  return isStruck(row) ? `${row.verdict}: must not be compared` : null;
}
