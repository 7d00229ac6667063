import { type Analysis, type Finding, formatSize } from '@wiretax/core';
import { usableRows } from '@wiretax/core/record';
import { fewestLaunches, quantile, type Series, seriesOver } from '@wiretax/statistics';
import {
  caveatsOf,
  clients,
  findingId,
  listed,
  unknownWords,
  withUniqueIds,
} from '@wiretax/statistics/statements';
import { fieldsOf } from './relations.js';
import { type Zone, zonesOf } from './zones.js';

const median = quantile(0.5);

/** A finding for each range of size, at each concurrency, in which the order by P50 stays the same. */
export const zones: Analysis = {
  title: 'Zones over size',
  weight: 130,
  analyse: ({ rows }) => {
    const usable = usableRows(rows);
    const levels = [...new Set(usable.map(({ cell }) => cell.concurrency))].sort((a, b) => a - b);
    const series = levels.map((level) => {
      const at = usable.filter(({ cell }) => cell.concurrency === level);
      return seriesOver(at, 'size').sort((a, b) => (a.key < b.key ? -1 : 1));
    });
    const found = fieldsOf(series, median).map(zonesOf);
    return withUniqueIds(
      levels.flatMap((level, index) => {
        const own = found[index] ?? [];
        const sizes = own.reduce((sum, { fields }) => sum + fields.length, 0);
        return sizes < 2 ? [] : own.map((zone, nth) => findingOf(own, zone, nth, level, series[index] ?? []));
      }),
    );
  },
};

function findingOf(
  all: readonly Zone[],
  zone: Zone,
  index: number,
  level: number,
  series: readonly Series[],
): Finding {
  const [from, to] = ends(zone);
  const before = all[index - 1];
  const after = all[index + 1];
  return {
    id: findingId('zones', `c${String(level)}`, String(index + 1)),
    statement: statementOf(zone, level, series, after),
    numbers: {
      fromBytes: from,
      toBytes: to,
      ...(before === undefined ? {} : { startsAboveBytes: ends(before)[1] }),
      ...(after === undefined ? {} : { endsBelowBytes: ends(after)[0] }),
    },
    cells: rowsOf(zone).map(({ cell }) => cell.id),
    ...caveatsOf(rowsOf(zone)),
  };
}

function statementOf(zone: Zone, level: number, series: readonly Series[], after: Zone | undefined): string {
  const labels = new Map(series.map(({ key, label }) => [key, label]));
  const [from, to] = ends(zone);
  const where = from === to ? `at ${formatSize(from)}` : `from ${formatSize(from)} to ${formatSize(to)}`;
  const change = isOrderOnly(zone) ? 'changed' : 'changes';
  const next =
    after === undefined
      ? ''
      : `; the order ${change} between ${formatSize(to)} and ${formatSize(ends(after)[0])}`;
  return (
    `At ${clients(level)}, ${where}, ${orderWords(zone, labels, isOrderOnly(zone))} by P50` +
    `${missing(zone, labels)}${unsettled(zone)}${next}.`
  );
}

function isOrderOnly(zone: Zone): boolean {
  return rowsOf(zone).some(({ launches }) => launches.length < fewestLaunches);
}

/** What was seen without an interval is told as what was. */
function orderWords({ order }: Zone, labels: ReadonlyMap<string, string>, once: boolean): string {
  const named = (keys: readonly string[]): string => listed(keys.map((key) => labels.get(key) ?? key).sort());
  const [first, ...others] = order;
  if (first === undefined) return '';
  if (others.length === 0) return `the order of ${named(first.keys)} is ${unknownWords()},`;
  const [one, many] = once ? ['was', 'were'] : ['is', 'are'];
  const lead =
    first.keys.length === 1
      ? `${named(first.keys)} ${one}`
      : `${named(first.keys)} (order ${unknownWords()}) ${many}`;
  const then = others.map(({ keys, tiedWith }) => {
    if (tiedWith.length > 0) {
      const others = named(tiedWith);
      return `${named(keys)} (whether behind ${others} is ${unknownWords()})`;
    }
    return `${named(keys)}${keys.length > 1 ? ` (order ${unknownWords()})` : ''}`;
  });
  return `${lead} first, then ${then.join(', then ')},`;
}

/** A series without a figure at some size of the zone has no say there. */
function missing({ fields }: Zone, labels: ReadonlyMap<string, string>): string {
  const gaps = [...labels].flatMap(([key, label]) => {
    const sizes = fields.filter(({ entries }) => !entries.has(key)).map(({ bytes }) => formatSize(bytes));
    return sizes.length === 0 || sizes.length === fields.length ? [] : [`${label} at ${listed(sizes)}`];
  });
  return gaps.length === 0 ? '' : `, without ${gaps.join('; ')}`;
}

/** Where a part of the order isn't known that is known elsewhere in the zone: nothing there speaks against it, and nothing for it. */
function unsettled({ fields, order }: Zone): string {
  const known = new Set(fields.flatMap(({ faster }) => faster.map(keyOfPair)));
  const neighbours = order
    .slice(1)
    .flatMap(({ keys }, index) =>
      (order[index]?.keys ?? []).flatMap((a) => keys.map((b) => [a, b] as const)),
    );
  const asked = neighbours.filter((pair) => known.has(keyOfPair(pair)));
  const open = fields.filter(({ entries, faster }) => {
    const here = new Set(faster.map(keyOfPair));
    return asked.some(([a, b]) => entries.has(a) && entries.has(b) && !here.has(keyOfPair([a, b])));
  });
  if (open.length === 0) return '';
  return `; at ${listed(open.map(({ bytes }) => formatSize(bytes)))} not all of that is known`;
}

function keyOfPair(pair: readonly [string, string]): string {
  return JSON.stringify(pair);
}

function ends({ fields }: Zone): readonly [number, number] {
  return [fields[0]?.bytes ?? 0, fields.at(-1)?.bytes ?? 0];
}

function rowsOf({ fields }: Zone) {
  return fields.flatMap(({ entries }) => [...entries.values()].map(({ row }) => row));
}
