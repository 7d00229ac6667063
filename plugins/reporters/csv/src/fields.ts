import type { Cell, Latency, Manifest, Metric, Range, Tally } from '@wiretax/core';
import { cellColumns, cellUses } from '@wiretax/core/record';
import type { CsvValue, Field } from '@wiretax/writing';

/** The peers whose columns are always there. */
export const ends: readonly string[] = ['client', 'server'];

/** Which run and which cell. Every axis has a column, whether or not it varies. */
export function cellFields(
  manifest: Manifest,
  id: string,
  control: boolean,
  cell: Cell | undefined,
): readonly Field[] {
  return [
    ['run', manifest.id],
    ['cell', id],
    ['control', control],
    ...cellColumns().map(({ name, of }): Field => [name, cell && of(cell)]),
  ];
}

/** Options of plugins, which may be axes too: `transport.grpc.channels`. */
export function optionFields(cell: Cell | undefined): readonly Field[] {
  if (cell === undefined) return [];
  return cellUses(cell).flatMap(({ kind, use: { use, options } }) =>
    Object.entries(options).map(([name, value]): Field => [`${kind}.${use}.${name}`, optionText(value)]),
  );
}

function optionText(value: unknown): CsvValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : JSON.stringify(value);
}

export function latencyFields(name: string, latency: Latency | undefined): readonly Field[] {
  return [
    [`${name}_count`, latency?.count],
    [`${name}_mean_ns`, latency?.mean],
    [`${name}_min_ns`, latency?.min],
    [`${name}_p50_ns`, latency?.p50],
    [`${name}_p90_ns`, latency?.p90],
    [`${name}_p99_ns`, latency?.p99],
    [`${name}_p999_ns`, latency?.p999],
    [`${name}_p9999_ns`, latency?.p9999],
    [`${name}_max_ns`, latency?.max],
    [`${name}_overflow`, latency?.overflow],
  ];
}

export function rangeFields(name: string, unit: string, range: Range | null | undefined): readonly Field[] {
  return [
    [`${name}_low_${unit}`, range?.low],
    [`${name}_high_${unit}`, range?.high],
  ];
}

/** What became of all calls that were due, where that is told. */
export function tallyFields(tally: Tally | null | undefined): readonly Field[] {
  if (tally === null || tally === undefined) return [];
  const { offered, rejected, unstarted, attempts, failed } = tally;
  return [
    ['calls_offered', offered],
    ['calls_rejected', rejected],
    ['calls_unstarted', unstarted],
    ['attempts', attempts],
    ...Object.entries(failed).map(([outcome, count]): Field => [`calls_failed.${outcome}`, count]),
  ];
}

interface Gathered extends Metric {
  readonly collector: string;
  readonly peer: string;
  readonly window: 'measure' | 'profile';
  readonly perCall: number | null;
}

/** `usage.server.cpu.user_ns`, and `…_ns_per_call` for a counter; `perf-stat.profile.server.…` from a profile pass. */
export function metricFields(metric: Gathered): readonly Field[] {
  const window = metric.window === 'profile' ? '.profile' : '';
  const name = `${metric.collector}${window}.${metric.peer}.${metric.name}_${metric.unit}`;
  return metric.kind === 'counter'
    ? [
        [name, metric.value],
        [`${name}_per_call`, metric.perCall],
      ]
    : [[name, metric.value]];
}

export function names(fields: readonly Field[]): readonly string[] {
  return fields.map(([name]) => name);
}
