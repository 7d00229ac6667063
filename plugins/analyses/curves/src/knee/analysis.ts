import type { Analysis, Finding, Mark } from '@wiretax/core';
import { usableRows } from '@wiretax/core/record';
import { type Series, seriesOver } from '@wiretax/statistics';
import { caveatsOf, findingId, withUniqueIds } from '@wiretax/statistics/statements';
import { definitionsFor } from './definitions.js';
import { type Knee, kneeOf } from './knees.js';
import type { KneeSettings } from './settings.js';
import { statementOf } from './statement.js';

/** A finding for each series over concurrency, with its knee by each definition. */
export function kneesBy(settings: KneeSettings): Analysis {
  return {
    title: 'Where it stops scaling',
    weight: 50,
    analyse: ({ rows }) => {
      const series = seriesOver(usableRows(rows), 'concurrency').sort(inOrder);
      return withUniqueIds(series.flatMap((one) => findingOf(one, settings) ?? []));
    },
  };
}

/** Of size, then of the key: the same whatever the order of the rows. */
function inOrder(a: Series, b: Series): number {
  return bytesOf(a) - bytesOf(b) || (a.key < b.key ? -1 : 1);
}

function bytesOf({ points }: Series): number {
  return points[0]?.row.cell.size.requestBytes ?? 0;
}

function findingOf(series: Series, settings: KneeSettings): Finding | undefined {
  const knees = definitionsFor(series, settings).flatMap(
    (definition) => kneeOf(series.points, definition) ?? [],
  );
  if (knees.length === 0) return undefined;
  const headline = knees.find(({ end }) => end === null);
  const interval = headline?.interval ?? null;
  const marks = knees.flatMap(marksOf);
  return {
    id: findingId('knee', series.label, series.fixed),
    statement: statementOf(series, knees, headline),
    numbers: Object.assign({}, ...knees.map(figures)) as Record<string, number>,
    ...(interval === null ? {} : { interval }),
    cells: series.points
      .filter((point) => knees.some(({ points }) => points.includes(point)))
      .map(({ row }) => row.cell.id),
    ...caveatsOf(series.points.map(({ row }) => row)),
    ...(marks.length === 0 ? {} : { marks }),
  };
}

/** None where it is beyond the highest level. */
function marksOf({ definition, clients, end, interval, points }: Knee): readonly Mark[] {
  if (end === 'highest') return [];
  const { low, high } = interval ?? {};
  return [
    {
      axis: 'concurrency',
      at: clients,
      ...(low === undefined || high === undefined ? {} : { low, high }),
      figure: definition.figure,
      cells: points.map(({ row }) => row.cell.id),
    },
  ];
}

function figures({
  definition,
  clients,
  end,
  interval,
  above,
  below,
  highest,
}: Knee): Record<string, number> {
  const { name, numbers } = definition;
  return {
    ...numbers,
    ...(end === 'highest' ? { [`${name}NotUpToClients`]: highest } : { [`${name}Clients`]: clients }),
    ...(interval === null
      ? {}
      : { [`${name}LowClients`]: interval.low, [`${name}HighClients`]: interval.high }),
    ...(above === null ? {} : { [`${name}AboveClients`]: above }),
    ...(below === null ? {} : { [`${name}BelowClients`]: below }),
  };
}
