import type { CheckOutcome, Results, Row } from '@wiretax/core';
import { cellColumns, isStruck, peersOf } from '@wiretax/core/record';
import type { Labels, MetricFamily, Sample } from './exposition.js';
import { histogramSamples } from './histogram.js';

const outcomes: readonly CheckOutcome[] = ['held', 'crossed', 'open'];

/** All of a run in metrics: what it is, what was demanded of it, and each cell, with the ceiling's rows. */
export function metricFamilies(results: Results): readonly MetricFamily[] {
  const { manifest, checks, trials } = results;
  const rows = [...results.rows, ...results.controls];
  const failed = trials.filter(({ status }) => status === 'failed').length;
  return [
    {
      name: 'wiretax_run_info',
      type: 'gauge',
      help: 'The run.',
      samples: [{ labels: runLabels(results), value: 1 }],
    },
    {
      name: 'wiretax_run_start_time_seconds',
      type: 'gauge',
      unit: 'seconds',
      help: 'When the run began, Unix time.',
      samples: [{ labels: {}, value: Date.parse(manifest.startedAt) / 1e3 }],
    },
    {
      name: 'wiretax_failed_launches',
      type: 'gauge',
      help: 'Launches that failed.',
      samples: [{ labels: {}, value: failed }],
    },
    {
      name: 'wiretax_check',
      type: 'gauge',
      help: 'What became of a threshold or a gate: 1 for the outcome that it has.',
      samples: checks.flatMap(({ id, by, title, outcome }) =>
        outcomes.map((each) => ({
          labels: { check: id, by, title, outcome: each },
          value: each === outcome ? 1 : 0,
        })),
      ),
    },
    {
      name: 'wiretax_cell_info',
      type: 'gauge',
      help: 'A cell: its axes, its verdict, and whether it is struck from comparisons.',
      samples: rows.map((row) => ({ labels: cellLabels(row), value: 1 })),
    },
    ...latencyFamilies(rows),
    ...rateFamilies(rows),
  ];
}

function runLabels({ manifest: { id, experiment, wiretax, machine } }: Results): Labels {
  return {
    run: id,
    experiment: experiment.name,
    version: wiretax,
    node: machine.node,
    cpu: machine.cpuModel ?? '',
    kernel: machine.kernel,
  };
}

function cellLabels(row: Row): Labels {
  // A column of CSV may have another name than a label can.
  const axes = cellColumns().map(({ name, of }): [string, string] => [
    name.replaceAll(/\W/g, '_'),
    String(of(row.cell)),
  ]);
  return {
    ...nameOf(row),
    ...Object.fromEntries(axes),
    control: String(row.control),
    verdict: row.verdict,
    struck: String(isStruck(row)),
  };
}

function nameOf({ cell, control }: Row): Labels {
  return { cell: cell.id, ...(control ? { control: 'true' } : {}) };
}

function latencyFamilies(rows: readonly Row[]): readonly MetricFamily[] {
  return (['response', 'service'] as const).map((series) => ({
    name: `wiretax_${series}_seconds`,
    type: 'histogram',
    unit: 'seconds',
    help:
      series === 'response'
        ? 'From when the caller was ready to the reply, all launches.'
        : 'From the start of the call to the reply, all launches.',
    samples: rows.flatMap((row) =>
      histogramSamples(row.launches, series, { labels: nameOf(row), meanNs: row[series].mean }),
    ),
  }));
}

function rateFamilies(rows: readonly Row[]): readonly MetricFamily[] {
  return [
    {
      name: 'wiretax_calls',
      type: 'counter',
      help: 'Calls that were answered in measured windows.',
      samples: rows.map((row) => ({ suffix: '_total', labels: nameOf(row), value: row.calls })),
    },
    {
      name: 'wiretax_failed_calls',
      type: 'counter',
      help: 'Calls that failed in measured windows.',
      samples: rows.map((row) => ({ suffix: '_total', labels: nameOf(row), value: row.failedCalls })),
    },
    {
      name: 'wiretax_throughput_calls_per_second',
      type: 'gauge',
      unit: 'calls_per_second',
      help: 'Calls over time, all launches together.',
      samples: rows.flatMap((row): readonly Sample[] =>
        row.throughput === null ? [] : [{ labels: nameOf(row), value: row.throughput }],
      ),
    },
    {
      name: 'wiretax_cpu_per_call_seconds',
      type: 'gauge',
      unit: 'seconds',
      help: 'CPU time of a peer for each call.',
      samples: rows.flatMap((row) =>
        peersOf(row).flatMap(({ name, userNsPerCall, systemNsPerCall }) => [
          { labels: { ...nameOf(row), peer: name, mode: 'user' }, value: userNsPerCall / 1e9 },
          { labels: { ...nameOf(row), peer: name, mode: 'system' }, value: systemNsPerCall / 1e9 },
        ]),
      ),
    },
  ];
}
