import { type Analysis, type Cell, type Finding, formatRatio, type Row, significant } from '@wiretax/core';
import { placeOf, usableRows } from '@wiretax/core/record';
import { compareLaunches, type Effect, mean, quantile, throughput } from '@wiretax/statistics';
import { findingId, intervalWords, reservations, withUniqueIds } from '@wiretax/statistics/statements';
import { meaning } from './meaning.js';

const figures = {
  throughput: { name: 'throughput', statistic: throughput },
  response: { name: 'mean response time', statistic: mean('response') },
  p50: { name: 'P50 of response time', statistic: quantile(0.5) },
  p99: { name: 'P99 of response time', statistic: quantile(0.99) },
  service: { name: 'mean service time', statistic: mean('service') },
} as const;
/** So many of them words rest on. */
const deciding = 3;
type Figure = keyof typeof figures;
type Effects = ReadonlyMap<Figure, Effect>;

/** What flow control changes, against the same cell without it: for the caller (response) as well as for the transport (service). */
export const flowCost: Analysis = {
  title: 'What flow control costs',
  weight: 90,
  analyse: ({ rows }) => {
    const usable = usableRows(rows);
    const free = new Map(
      usable.filter(({ cell }) => cell.flow.length === 0).map((row) => [keyOf(row.cell), row]),
    );
    const pairs = usable
      .filter(({ cell }) => cell.flow.length > 0)
      .toSorted((a, b) => (a.cell.id < b.cell.id ? -1 : 1))
      .flatMap((row) => {
        const base = free.get(keyOf(row.cell));
        return base === undefined ? [] : [[base, row] as const];
      });
    // Bonferroni: all sentences together are wrong once in twenty times.
    const level = 1 - 0.05 / (deciding * pairs.length);
    return withUniqueIds(pairs.flatMap(([base, row]) => findingOf(base, row, level)));
  },
};

/** Everything but the flow control. */
function keyOf(cell: Cell): string {
  return placeOf(cell, ['flow']);
}

function findingOf(base: Row, row: Row, level: number): Finding[] {
  const effects: Effects = new Map(
    (Object.keys(figures) as Figure[]).flatMap((figure) => {
      const effect = compareLaunches(base.launches, row.launches, figures[figure].statistic, { level });
      return effect === null ? [] : [[figure, effect] as const];
    }),
  );
  const response = effects.get('response');
  if (response === undefined) return [];
  const flow = row.cell.flow.map(({ label }) => label).join('+');
  const changes = [...effects].map(([figure, { ratio }]) => `${change(ratio)} ${figures[figure].name}`);
  const { interval, launches } = response;
  const certainty = intervalWords(interval, Math.min(...launches), times);
  const marks = reservations([base, row]);
  return [
    {
      id: findingId('flow-cost', row.cell.id),
      statement: `Flow control ${flow} on ${base.cell.id}: ${changes.join(', ')} (mean response ${times(response.ratio)}, ${certainty}); ${meaning({ response, p99: effects.get('p99'), service: effects.get('service') })}${marks}.`,
      numbers: numbersOf(effects),
      ...(interval === null ? {} : { interval }),
      cells: [base.cell.id, row.cell.id],
    },
  ];
}

function numbersOf(effects: Effects): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const [figure, { ratio, interval }] of effects) {
    numbers[`${figure}Ratio`] = ratio;
    if (interval === null) continue;
    numbers[`${figure}RatioLow`] = interval.low;
    numbers[`${figure}RatioHigh`] = interval.high;
  }
  return numbers;
}

function change(ratio: number): string {
  const percent = (ratio - 1) * 100;
  return `${percent < 0 ? '−' : '+'}${significant(Math.abs(percent))} %`;
}

function times(ratio: number): string {
  return `${formatRatio(ratio)} times`;
}
