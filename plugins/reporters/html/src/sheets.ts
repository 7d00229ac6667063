import type { Latency, Results, Row } from '@wiretax/core';
import { busyShare, cellColumns, isStruck, peersOf } from '@wiretax/core/record';
import type { Cell, Sheet } from '@wiretax/page/script';

type Field = readonly [name: string, value: Cell];

/** One line a cell; metrics have a column each, counters per call. */
export function rowsSheet({ rows }: Results): Sheet {
  const lines = rows.map((row) => new Map(fieldsOf(row)));
  const columns = [...new Set(lines.flatMap((line) => [...line.keys()]))];
  return { columns, lines: lines.map((line) => columns.map((column) => line.get(column) ?? null)) };
}

function fieldsOf(row: Row): readonly Field[] {
  const { cell } = row;
  return [
    ['cell', cell.id],
    ...cellColumns().map(({ name, of }): Field => [name, of(cell)]),
    ['verdict', row.verdict],
    ['verdicts', row.verdicts.join(' ')],
    ['struck', isStruck(row)],
    ['reasons', row.reasons.join('; ')],
    ['mixed', row.mixed ?? null],
    ['launches', row.trials.completed],
    ['calls', row.calls],
    ['failed_calls', row.failedCalls],
    ['throughput_per_s', row.throughput],
    ...latency('response', row.response),
    ...latency('service', row.service),
    ['tail_ratio', row.tailRatio],
    ...peersOf(row).flatMap((peer): readonly Field[] => [
      [`${peer.name}_user_ns_per_call`, peer.userNsPerCall],
      [`${peer.name}_system_ns_per_call`, peer.systemNsPerCall],
      [`${peer.name}_loop_utilisation`, peer.loopUtilisation],
      [`${peer.name}_busy`, busyShare(peer)],
    ]),
    ['limit', row.limit?.peer ?? null],
    ...row.metrics.map(({ collector, window, peer, name, unit, kind, perCall, value }): Field => {
      const place = `${collector}${window === 'profile' ? '.profile' : ''}.${peer}.${name}_${unit}`;
      return kind === 'counter' ? [`${place}_per_call`, perCall] : [place, value];
    }),
  ];
}

function latency(name: string, of: Latency): readonly Field[] {
  const figures = ['mean', 'min', 'p50', 'p90', 'p99', 'p999', 'p9999', 'max'] as const;
  return [...figures.map((key): Field => [`${name}_${key}_ns`, of[key]]), [`${name}_overflow`, of.overflow]];
}
