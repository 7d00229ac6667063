import {
  type AxisField,
  axisTable,
  type Cell,
  formatDuration,
  significant,
  type TrialRecord,
  visibleLine,
} from '@wiretax/core';
import { axisPhrase, axisValue, placeOf, type PlannedTrial, varyingAxes } from '@wiretax/core/record';

interface Contender {
  readonly label: string;
  /** P50 of the response of each launch so far, ns. */
  readonly p50Ns: number[];
}

interface Place {
  readonly name: string;
  /** Whether each size, number or duration is the first or the last here. */
  readonly corner: boolean;
  /** By cell. */
  readonly contenders: Map<string, Contender>;
}

/** Who comes first where, by the median of launches' P50 of response, as far as a run has come. An order, and no claim. */
export class Ranking {
  readonly #places = new Map<string, Place>();
  readonly #placeOf = new Map<string, Place>();

  constructor(order: readonly PlannedTrial[]) {
    const all = new Map(order.flatMap(({ cell, control }) => (control ? [] : [[cell.id, cell] as const])));
    const cells = [...all.values()].sort(byDegree);
    const varying = varyingAxes(cells);
    const compared = varying.includes('transport') ? 'transport' : varying.find((field) => !isDegree(field));
    if (compared === undefined) return;
    const others = varying.filter((field) => field !== compared);
    for (const cell of cells) {
      const key = placeOf(cell, [compared]);
      const place = this.#places.get(key) ?? placeAt(cell, others, cells);
      place.contenders.set(cell.id, { label: axisValue(cell, compared), p50Ns: [] });
      this.#places.set(key, place);
      this.#placeOf.set(cell.id, place);
    }
  }

  add({ cell, measured }: Pick<TrialRecord, 'cell' | 'measured'>): void {
    const p50 = measured?.response.p50 ?? null;
    if (p50 !== null) this.#placeOf.get(cell)?.contenders.get(cell)?.p50Ns.push(p50);
  }

  /** A line for each place where two or more can be told apart, corners first: `64B · 1 client: tcp 98 µs · rest 1.6×`. */
  lines(most: number): readonly string[] {
    const told = [...this.#places.values()].filter((place) => orderAt(place).length > 1);
    const first = told.filter(({ corner }) => corner);
    return [...first, ...told.filter(({ corner }) => !corner)].slice(0, most).map(lineOf);
  }

  /** How often each leads so far: `tcp 3, rest 1 of 4 points`. Empty where nothing can be told yet. */
  leaders(): string {
    const counts = new Map<string, number>();
    for (const place of this.#places.values()) {
      const [best, second] = orderAt(place);
      if (best !== undefined && second !== undefined)
        counts.set(best.label, (counts.get(best.label) ?? 0) + 1);
    }
    if (counts.size === 0) return '';
    const parts = [...counts]
      .toSorted(([, a], [, b]) => b - a)
      .map(([label, count]) => `${label} ${String(count)}`);
    return visibleLine(`${parts.join(', ')} of ${String(this.#places.size)}`);
  }
}

/** Values that are degrees of one thing: nobody asks which of them is best. */
function isDegree(field: AxisField): boolean {
  return ['size', 'count', 'duration'].includes(axisTable[field].form);
}

/** Smaller sizes and fewer clients first: trials come in random order. */
function byDegree(a: Cell, b: Cell): number {
  return (
    a.size.requestBytes - b.size.requestBytes ||
    a.size.replyBytes - b.size.replyBytes ||
    a.concurrency - b.concurrency ||
    a.serviceTimeNs - b.serviceTimeNs
  );
}

function placeAt(cell: Cell, others: readonly AxisField[], cells: readonly Cell[]): Place {
  const name = others.map((field) => phrase(cell, field)).join(' · ');
  const corner = others.filter(isDegree).every((field) => {
    const values = cells.map((each) => axisValue(each, field));
    return [values[0], values.at(-1)].includes(axisValue(cell, field));
  });
  return { name, corner, contenders: new Map() };
}

function phrase(cell: Cell, field: AxisField): string {
  return field === 'size' ? axisValue(cell, field) : axisPhrase(cell, field);
}

function orderAt({ contenders }: Place): readonly { readonly label: string; readonly ns: number }[] {
  return [...contenders.values()]
    .filter(({ p50Ns }) => p50Ns.length > 0)
    .map(({ label, p50Ns }) => ({ label, ns: medianOf(p50Ns) }))
    .sort((a, b) => a.ns - b.ns);
}

function lineOf(place: Place): string {
  const [best, ...rest] = orderAt(place);
  if (best === undefined) return '';
  const others = rest.map(({ label, ns }) => `${label} ${significant(ns / best.ns)}×`);
  const name = place.name === '' ? '' : `${place.name}: `;
  return visibleLine(`${name}${[`${best.label} ${formatDuration(best.ns)}`, ...others].join(' · ')}`);
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return (low + high) / 2;
}
