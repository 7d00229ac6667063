import type { Field } from './relations.js';

/** Sizes next to each other in which no series overtakes another. */
export interface Zone {
  readonly fields: readonly Field[];
  /** Fastest first. */
  readonly order: readonly Rank[];
}

export interface Rank {
  /** Of series that can't be told apart at any size of the zone. */
  readonly keys: readonly string[];
  /** Those of the rank before from which some of these can't be told apart either. */
  readonly tiedWith: readonly string[];
}

/** Each zone takes in sizes until one contradicts what it knows of the order. */
export function zonesOf(fields: readonly Field[]): readonly Zone[] {
  const zones: Field[][] = [];
  let known = new Set<string>();
  for (const field of fields) {
    const contradicts = field.faster.some(([a, b]) => known.has(pairKey(b, a)));
    const current = zones.at(-1);
    if (current === undefined || contradicts) {
      zones.push([field]);
      known = new Set();
    } else current.push(field);
    for (const [a, b] of field.faster) known.add(pairKey(a, b));
  }
  return zones.map((zone) => ({ fields: zone, order: orderOf(zone) }));
}

function pairKey(a: string, b: string): string {
  return JSON.stringify([a, b]);
}

/** By how many others each is faster than; then neighbours that nothing tells apart are put together. */
function orderOf(zone: readonly Field[]): readonly Rank[] {
  const keys = [...new Set(zone.flatMap(({ entries }) => [...entries.keys()]))].sort();
  const known = new Set(zone.flatMap(({ faster }) => faster.map(([a, b]) => pairKey(a, b))));
  const wins = new Map(
    keys.map((a) => [a, keys.filter((b) => a !== b && isAhead(zone, known, a, b)).length]),
  );
  const sorted = keys.toSorted((a, b) => (wins.get(b) ?? 0) - (wins.get(a) ?? 0) || (a < b ? -1 : 1));
  const groups: string[][] = [];
  for (const key of sorted) {
    const group = groups.at(-1);
    if (group === undefined || group.some((member) => known.has(pairKey(member, key)))) groups.push([key]);
    else group.push(key);
  }
  return groups.map((group, index) => {
    const before = groups[index - 1] ?? [];
    const isTied = (key: string): boolean => group.some((member) => !known.has(pairKey(key, member)));
    return { keys: group, tiedWith: before.filter(isTied) };
  });
}

/** Known to be faster, or else faster on average over the sizes that both have. */
function isAhead(zone: readonly Field[], known: ReadonlySet<string>, a: string, b: string): boolean {
  if (known.has(pairKey(a, b))) return true;
  if (known.has(pairKey(b, a))) return false;
  let lead = 0;
  for (const { entries } of zone) {
    const [one, other] = [entries.get(a), entries.get(b)];
    if (one !== undefined && other !== undefined) lead += Math.log(other.value / one.value);
  }
  return lead > 0;
}
