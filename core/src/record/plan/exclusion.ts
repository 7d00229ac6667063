import { allAxes } from '../../contract/axes.js';
import type { Form } from '../../contract/axis.js';
import type { Axes, Cell, NodeFlags, Use } from '../../contract/cell.js';

type Entry = Partial<Axes>;

/**
 * Whether a cell matches every axis of at least one entry. For each axis, which entries take a value is known as bits of an
 * integer, so that thousands of entries cost a cell no more than one does.
 */
export function exclusionBy(entries: readonly Entry[]): (cell: Cell) => boolean {
  const axis = (
    keysOf: (entry: Entry) => readonly string[] | undefined,
    cellKeys: (cell: Cell) => readonly string[],
  ): ((cell: Cell) => bigint) => {
    let indifferent = 0n;
    const taking = new Map<string, bigint>();
    for (const [index, entry] of entries.entries()) {
      const bit = 1n << BigInt(index);
      const keys = keysOf(entry);
      if (keys === undefined) indifferent |= bit;
      else for (const key of keys) taking.set(key, (taking.get(key) ?? 0n) | bit);
    }
    return (cell) => cellKeys(cell).reduce((bits, key) => bits | (taking.get(key) ?? 0n), indifferent);
  };
  const axes = allAxes().map(({ field, form }) =>
    axis(
      (entry) => entry[field]?.map((value) => patternKey(form, value)),
      (cell) => valueKeys(form, cell[field]),
    ),
  );
  if (entries.length === 0) return () => false;
  return (cell) => axes.reduce((bits, taking) => bits & taking(cell), -1n) !== 0n;
}

/** A name alone stands for the contribution with any options, and a label for flags. */
function patternKey(form: Form, value: unknown): string {
  if (form === 'use') {
    const { use, label } = value as Use;
    return label === use ? `use ${use}` : `label ${label}`;
  }
  return form === 'flags' ? (value as NodeFlags).label : JSON.stringify(value);
}

/** The keys of the patterns that take a value. */
function valueKeys(form: Form, value: unknown): readonly string[] {
  if (form !== 'use') return [patternKey(form, value)];
  const { use, label } = value as Use;
  return [`use ${use}`, `label ${label}`];
}
