import type { Cell, Row } from '@wiretax/core';
import { axisValue, usableRows } from '@wiretax/core/record';
import {
  type Claim,
  claimOf,
  compareLaunches,
  type Effect,
  familyWiseErrorRates,
  type Interval,
} from '@wiretax/statistics';
import type { RankedFigure } from './figures.js';
import { comparedAxis, placesOf, placeWords } from './places.js';

/** One of the rows of a place. */
export interface Contender {
  readonly row: Row;
  /** Its value on the axis that is compared: `tcp`. */
  readonly label: string;
  /** Null where the row doesn't have the figure. */
  readonly value: number | null;
  /** How many times worse than the best, whatever the figure: 1 for the best; null for what is `unusable`. */
  readonly factor: number | null;
  /** Of the factor; null for the best, and where too few launches, or launches of unlike machines, give none. */
  readonly interval: Interval | null;
  /**
   * Against the best. `worse` and `equal` (within 3 %) may be said; `unknown` can't be told yet; of `order-only` nothing tells how far
   * launches would spread. `unusable`: the row is struck, or doesn't have the figure.
   */
  readonly standing: 'best' | 'worse' | 'equal' | 'unknown' | 'order-only' | 'unusable';
  /** Of `unknown`: about how many launches of each would tell; above 50 it is as good as never. */
  readonly launchesNeeded?: number;
}

/** Who leads at a place: rows that differ in one axis only. */
export interface Standing {
  /** Any of the place. */
  readonly cell: Cell;
  /** In words: `64B, 10 clients`, and whatever else differs in the run. */
  readonly place: string;
  /** Best first, unusable ones last. */
  readonly contenders: readonly Contender[];
  /**
   * `leader`: the first is better than all others. `equal`: as good as it are those that are `equal`. `unknown`: somebody may be as
   * good, or better. `order-only`: no interval supports a factor. `nothing`: fewer than two may be compared.
   */
  readonly decision: 'leader' | 'equal' | 'unknown' | 'order-only' | 'nothing';
}

/**
 * The standings of all places of these rows, in the order of the plan. What is said of all of them together is wrong at most once in
 * twenty times (Holm over all comparisons with the best, each raised for the choice of the best among its place).
 */
export function standingsOf(rows: readonly Row[], figure: RankedFigure): readonly Standing[] {
  const axis = comparedAxis(rows);
  if (axis === undefined) return [];
  const usable = new Set(usableRows(rows));
  const words = placeWords(rows, axis);
  const places = placesOf(rows, axis).map((place) => ({
    place,
    ranked: ranked(
      comparable(
        place.filter((row) => usable.has(row) && figure.valueOf(row) !== null),
        figure,
      ),
      figure,
    ),
  }));
  const all = places.flatMap(({ ranked: { rivals } }) => rivals);
  const pValues = familyWiseErrorRates(all.map(({ pValue }) => pValue));
  const claimed = new Map(
    all.map((rival, index) => [
      rival.row,
      claimOf(rival.effect, {
        lowerIsBetter: figure.lowerIsBetter,
        pValue: pValues[index] ?? null,
        claims: all.length,
      }),
    ]),
  );
  return places.flatMap(({ place, ranked: { best, rivals } }) => {
    const told = best === undefined ? [] : [best, ...rivals.map(({ row }) => row)];
    const contenders = [...told, ...place.filter((row) => !told.includes(row))].map((row) => ({
      row,
      label: axisValue(row.cell, axis),
      value: figure.valueOf(row),
      ...standingOf(row === best, claimed.get(row)),
    }));
    const [first] = place;
    if (first === undefined) return [];
    return [{ cell: first.cell, place: words(first), contenders, decision: decisionOf(contenders) }];
  });
}

function standingOf(
  isBest: boolean,
  claim: Claim | undefined,
): Pick<Contender, 'factor' | 'interval' | 'standing' | 'launchesNeeded'> {
  if (isBest) return { factor: 1, interval: null, standing: 'best' };
  if (claim === undefined) return { factor: null, interval: null, standing: 'unusable' };
  const { told, ratio, interval, launches } = claim;
  const needed = launches === undefined ? {} : { launchesNeeded: launches };
  return { factor: ratio, interval, standing: told === 'differ' ? 'worse' : told, ...needed };
}

interface Rival {
  readonly row: Row;
  /** Of it over the best. */
  readonly effect: Effect;
  readonly pValue: number | null;
}

/** Those that tell the whole figure, where some do. */
function comparable(rows: readonly Row[], figure: RankedFigure): readonly Row[] {
  const whole = rows.filter((row) => figure.isWhole?.(row) ?? true);
  return whole.length === 0 ? rows : whole;
}

/** The best of them, and the others against it, best first. */
function ranked(
  rows: readonly Row[],
  { statistic, lowerIsBetter }: RankedFigure,
): { readonly best: Row | undefined; readonly rivals: readonly Rival[] } {
  const valued = rows
    .flatMap((row) => {
      const value = statistic(row.launches);
      return value === null || value <= 0 ? [] : [{ row, value: lowerIsBetter ? value : -value }];
    })
    .sort((a, b) => a.value - b.value || (a.row.cell.id < b.row.cell.id ? -1 : 1));
  const [best, ...others] = valued.map(({ row }) => row);
  if (best === undefined) return { best, rivals: [] };
  const rivals = others.flatMap((row): Rival[] => {
    const found = compareLaunches(best.launches, row.launches, statistic);
    if (found === null) return [];
    const effect = best.mixed === undefined && row.mixed === undefined ? found : withoutInterval(found);
    // Any of them might have come out as the best: as many comparisons as there are pairs.
    const pValue = effect.pValue === null ? null : (effect.pValue * valued.length) / 2;
    return [{ row, effect, pValue }];
  });
  return { best, rivals };
}

/** Launches of unlike machines are no sample of one thing. */
function withoutInterval({ ratio, launches }: Effect): Effect {
  return { ratio, launches, interval: null, pValue: null };
}

function decisionOf(contenders: readonly Contender[]): Standing['decision'] {
  const rivals = contenders.filter(({ standing }) => standing !== 'best' && standing !== 'unusable');
  if (rivals.length === 0) return 'nothing';
  for (const decision of ['unknown', 'order-only', 'equal'] as const)
    if (rivals.some(({ standing }) => standing === decision)) return decision;
  return 'leader';
}
