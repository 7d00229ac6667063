import { type Field, type Sheet, sheetText } from '@wiretax/writing';
import type { TrendPoint } from './cell-trend.js';
import type { RunLine } from './run-line.js';
import type { BrokenRun } from './stored-runs.js';

export function runsCsv(lines: readonly RunLine[], broken: readonly BrokenRun[]): string {
  return sheetText(
    sheet(
      [
        ...lines.map((line) => runFields(line.id, line, undefined)),
        ...broken.map(({ id, reason }) => runFields(id, undefined, reason)),
      ],
      runFields('', undefined, undefined),
    ),
  );
}

function runFields(id: string, line: RunLine | undefined, broken: string | undefined): readonly Field[] {
  return [
    ['run', id],
    ['started_at', line?.startedAt],
    ['name', line?.name],
    ['trials_done', line?.done],
    ['trials_planned', line?.planned],
    ['cells', line?.cells],
    ['duration_ns', line?.durationNs],
    ['median_p50_ns', line?.medianP50],
    ['first_cell', line?.firstCell],
    ['first_cell_p50_ns', line?.firstP50],
    ['first_cell_p99_ns', line?.firstP99],
    ['first_cell_wake_ns', line?.firstWakeNs],
    ['cells_valid', line === undefined ? undefined : (line.verdicts.valid ?? 0)],
    [
      'cells_by_verdict',
      line &&
        Object.entries(line.verdicts)
          .map(([verdict, count]) => `${String(count)} ${verdict}`)
          .join('; '),
    ],
    ['notes', line?.notes.join('; ')],
    ['broken', broken],
  ];
}

export function trendCsv(points: readonly TrendPoint[], cell: string, figure: string): string {
  return sheetText(
    sheet(
      points.map((point) => pointFields(point, cell, figure)),
      pointFields(undefined, '', ''),
    ),
  );
}

function pointFields(point: TrendPoint | undefined, cell: string, figure: string): readonly Field[] {
  const unit = figure === 'throughput' ? 'per_s' : figure === 'tail-ratio' ? 'ratio' : 'ns';
  return [
    ['run', point?.run],
    ['started_at', point?.startedAt],
    ['name', point?.name],
    ['cell', cell],
    ['figure', figure],
    ['unit', unit],
    ['value', point?.value],
    ['interval_low', point?.interval?.low],
    ['interval_high', point?.interval?.high],
    ['launches', point?.launches],
    ['verdict', point?.verdict],
    ['wake_ns', point?.wakeNs],
    ['change_to_run_before', point?.againstBefore?.change],
    ['intervals', point?.againstBefore?.intervals],
    ['change_to_median_of_earlier', point?.againstMedian],
    ['notes', point?.notes.join('; ')],
  ];
}

function sheet(lines: readonly (readonly Field[])[], empty: readonly Field[]): Sheet {
  return { names: empty.map(([name]) => name), lines: lines.map((fixed) => ({ fixed, further: [] })) };
}
