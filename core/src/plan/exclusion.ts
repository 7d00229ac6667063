import type { Axes, Cell, Use } from '../contract/experiment.js';

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
  const values = (name: keyof Axes) =>
    axis(
      (entry) => entry[name]?.map((value) => JSON.stringify(value)),
      (cell) => [JSON.stringify(cell[name])],
    );
  const uses = (name: 'transport' | 'codec') =>
    axis(
      (entry) => entry[name]?.map(useKey),
      (cell) => [`use ${cell[name].use}`, `label ${cell[name].label}`],
    );
  const axes = [
    uses('transport'),
    values('size'),
    values('concurrency'),
    values('flow'),
    uses('codec'),
    values('link'),
    values('placement'),
    values('serviceTimeNs'),
    axis(
      (entry) => entry.node?.map(({ label }) => label),
      (cell) => [cell.node.label],
    ),
  ];
  if (entries.length === 0) return () => false;
  return (cell) => axes.reduce((bits, taking) => bits & taking(cell), -1n) !== 0n;
}

/** A name alone stands for the contribution with any options. */
function useKey({ use, label }: Use): string {
  return label === use ? `use ${use}` : `label ${label}`;
}
