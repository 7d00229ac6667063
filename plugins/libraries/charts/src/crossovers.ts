import type { Finding } from '@wiretax/core';
import type { Datum, View } from './chart.js';
import { type FindingMarks, heightAt, sentences } from './finding-places.js';

/** Crossovers that findings hold, placed on the lines of a chart over size. */
export function crossovers({ findings }: View, points: readonly Datum[]): FindingMarks {
  const placed = findings.flatMap((finding) => {
    const mark = finding.id.startsWith('crossover.') ? markOf(finding, points) : undefined;
    return mark === undefined ? [] : [{ mark, statement: finding.statement }];
  });
  return {
    data: placed.map(({ mark }) => mark),
    text: sentences(placed.map(({ statement }) => statement)),
  };
}

function markOf({ id, numbers, interval, cells }: Finding, points: readonly Datum[]): Datum | undefined {
  const figure = /\.(p50|p99)(?:[.-]|$)/.exec(id)?.[1]?.toUpperCase();
  const own = points.filter(
    (point) => point['percentile'] === figure && cells.includes(String(point['cell'])),
  );
  const [first] = own;
  const low = interval?.low ?? numbers['lowBytes'];
  const high = interval?.high ?? numbers['highBytes'];
  if (first === undefined || low === undefined || high === undefined) return undefined;
  const bytes = numbers['crossoverBytes'] ?? Math.sqrt(low * high);
  const line = own.filter((point) => point['series'] === first['series']);
  const valueNs = heightAt(line, 'bytes', 'valueNs', bytes);
  if (valueNs === null) return undefined;
  const { panel = null, percentile = null } = first;
  return { kind: 'crossover', finding: id, panel, percentile, bytes, low, high, valueNs };
}
