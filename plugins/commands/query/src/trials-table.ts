import type { Cell, EvidenceRecord, Metric, TrialRecord, Vitals } from '@wiretax/core';
import { cellColumnsOf } from './cell-columns.js';
import { halfOf, inColumnOrder } from '@wiretax/core/record';
import { latencyColumnsOf } from './latency-columns.js';
import { type Column, type Table, tableOf } from './table.js';
import { tallyColumnsOf } from './tally-columns.js';

/** The peers whose columns are always there. */
const ends: readonly string[] = ['client', 'server'];
export const vitals = {
  user: 'userNs',
  system: 'systemNs',
  loop_utilisation: 'loopUtilisation',
  gc_pause: 'gcPauseNs',
  gc_count: 'gcCount',
  peak_rss: 'peakRssBytes',
} as const satisfies Record<string, keyof Vitals>;

/** One row a trial, failed ones too. */
export function trialsTable(trials: readonly TrialRecord[], cells: ReadonlyMap<string, Cell>): Table {
  const columns: readonly Column<TrialRecord>[] = [
    { name: 'cell', type: 'VARCHAR', of: ({ cell }) => cell },
    { name: 'trial', type: 'BIGINT', of: ({ trial }) => trial },
    { name: 'control', type: 'BOOLEAN', of: ({ control }) => control },
    ...cellColumnsOf<TrialRecord>(({ cell }) => cells.get(cell)),
    { name: 'status', type: 'VARCHAR', of: ({ status }) => status },
    { name: 'error', type: 'VARCHAR', of: ({ error }) => error?.message ?? null },
    { name: 'verdicts', type: 'VARCHAR', of: ({ verdicts }) => verdicts.join(', ') },
    { name: 'started_at', type: 'VARCHAR', of: ({ startedAt }) => startedAt },
    { name: 'calls', type: 'BIGINT', of: ({ measured }) => measured?.calls ?? null },
    { name: 'failed_calls', type: 'BIGINT', of: ({ measured }) => measured?.failedCalls ?? null },
    ...tallyColumnsOf<TrialRecord>(({ measured }) => measured?.tally),
    { name: 'duration', type: 'DOUBLE', of: ({ measured }) => measured?.durationNs ?? null },
    { name: 'throughput', type: 'DOUBLE', of: ({ measured }) => measured?.throughput ?? null },
    ...latencyColumnsOf<TrialRecord>(({ measured }) => measured),
    ...peersIn(trials).flatMap((peer) =>
      Object.entries(vitals).map(([name, key]) => ({
        name: `${peer.replaceAll('-', '_')}_${name}`,
        type: 'DOUBLE' as const,
        of: ({ measured }: TrialRecord) => measured?.peers[peer]?.[key] ?? null,
      })),
    ),
  ];
  return tableOf('trials', columns, trials);
}

/** Both ends, and whoever else took part. */
function peersIn(trials: readonly TrialRecord[]): readonly string[] {
  const names = inColumnOrder(trials.flatMap(({ cast }) => cast)).map(({ name }) => name);
  return [...new Set([...ends, ...names])];
}

interface TrialMetric {
  readonly trial: TrialRecord;
  readonly record: EvidenceRecord;
  readonly metric: Metric;
}

/** One row a metric that a collector brought back. */
export function metricsTable(trials: readonly TrialRecord[]): Table {
  const columns: readonly Column<TrialMetric>[] = [
    { name: 'cell', type: 'VARCHAR', of: ({ trial }) => trial.cell },
    { name: 'trial', type: 'BIGINT', of: ({ trial }) => trial.trial },
    { name: 'collector', type: 'VARCHAR', of: ({ record }) => record.collector },
    { name: 'peer', type: 'VARCHAR', of: ({ record }) => record.peer },
    { name: 'role', type: 'VARCHAR', of: ({ trial, record }) => halfOf(trial.cast, record.peer) ?? null },
    // Not `window`, which SQL keeps for itself.
    { name: 'phase', type: 'VARCHAR', of: ({ record }) => record.window },
    { name: 'metric', type: 'VARCHAR', of: ({ metric }) => metric.name },
    { name: 'value', type: 'DOUBLE', of: ({ metric }) => metric.value },
    { name: 'unit', type: 'VARCHAR', of: ({ metric }) => metric.unit },
    { name: 'kind', type: 'VARCHAR', of: ({ metric }) => metric.kind },
    { name: 'calls', type: 'BIGINT', of: ({ record }) => record.calls },
  ];
  const metrics = trials.flatMap((trial) =>
    trial.evidence.flatMap((record) => record.metrics.map((metric) => ({ trial, record, metric }))),
  );
  return tableOf('metrics', columns, metrics);
}
