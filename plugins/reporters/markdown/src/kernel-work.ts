import type { Results, Row, RowPeer } from '@wiretax/core';
import { clientsOf, groupRows, hopsOf, isHopMetric } from '@wiretax/core/record';
import { figure, micros, none, percent } from '@wiretax/writing';
import { type Column, table } from '@wiretax/writing/markdown';

const mostSystemCalls = 10;

/** What the kernel did for a call, both peers together: a line a cell, and its system calls by name. */
export function kernelWork({ rows }: Results): readonly string[] {
  const ordered = groupRows(rows).flatMap((group) => group.rows);
  const columns = [...counters, ...times].filter(({ known }) => ordered.some(known));
  if (!columns.some((column) => counters.includes(column))) return [];
  const names = systemCallsOf(ordered);
  return [
    '### A call, both peers together',
    table([cellColumn, ...columns], ordered),
    ...(names.length === 0
      ? []
      : [
          '### System calls of a call, both peers together',
          table([cellColumn, ...names.map((name) => counter(name, [`syscalls.${name}`]))], ordered),
        ]),
  ];
}

interface KnownColumn extends Column<Row> {
  /** Whether there is a figure for this row. */
  readonly known: (row: Row) => boolean;
}

const cellColumn: Column<Row> = { title: 'cell', align: 'left', text: ({ cell }) => cell.id };

const counters: readonly KnownColumn[] = [
  counter('cycles', ['cycles']),
  counter('instructions', ['instructions']),
  {
    title: 'instructions/cycle',
    align: 'right',
    known: (row) => perCall(row, 'cycles') !== undefined,
    text: (row) => {
      const cycles = perCall(row, 'cycles');
      const instructions = perCall(row, 'instructions');
      return cycles === undefined || instructions === undefined ? none : figure(instructions / cycles);
    },
  },
  counter('cache misses', ['cache-misses']),
  counter('branch misses', ['branch-misses']),
  counter('context switches', ['context-switches', 'context-switches.voluntary']),
  counter('page faults', ['page-faults', 'page-faults.minor']),
  counter('system calls', ['syscalls']),
];

const times: readonly KnownColumn[] = [
  timed('user µs', (row) => cpuOf(row)?.userNs, micros),
  timed('kernel µs', (row) => cpuOf(row)?.systemNs, micros),
  timed(
    'kernel %',
    (row) => {
      const cpu = cpuOf(row);
      return cpu === undefined ? undefined : cpu.systemNs / (cpu.userNs + cpu.systemNs);
    },
    percent,
  ),
];

function counter(title: string, names: readonly string[]): KnownColumn {
  const value = (row: Row): number | undefined => {
    const found = names.map((name) => perCall(row, name)).find((each) => each !== undefined);
    return found;
  };
  return timed(title, value, figure);
}

function timed(
  title: string,
  value: (row: Row) => number | undefined,
  show: (value: number) => string,
): KnownColumn {
  return {
    title,
    align: 'right',
    known: (row) => value(row) !== undefined,
    text: (row) => {
      const found = value(row);
      return found === undefined ? none : show(found);
    },
  };
}

/**
 * The counter of both peers together; of the collector that comes first, where several count the same. Not of a
 * pass that ran at another rate: that says nothing about this row.
 */
function perCall(row: Row, name: string): number | undefined {
  const named = row.metrics.filter(
    (metric) =>
      metric.name === name && metric.perCall !== null && metric.comparable && isHopMetric(row, metric),
  );
  const [first] = named;
  if (first === undefined) return undefined;
  return named
    .filter(({ collector }) => collector === first.collector)
    .reduce((sum, metric) => sum + (metric.perCall ?? 0), 0);
}

function cpuOf(row: Row): { readonly userNs: number; readonly systemNs: number } | undefined {
  if (clientsOf(row).length === 0) return undefined;
  const sum = (of: (peer: RowPeer) => number): number =>
    hopsOf(row).reduce((total, peer) => total + of(peer), 0);
  return {
    userNs: sum(({ userNsPerCall }) => userNsPerCall),
    systemNs: sum(({ systemNsPerCall }) => systemNsPerCall),
  };
}

/** Names of the system calls that are made most, by the largest count of any row. */
function systemCallsOf(rows: readonly Row[]): readonly string[] {
  const most = new Map<string, number>();
  for (const row of rows) {
    for (const { name, unit } of row.metrics) {
      // Names come escaped.
      const [, call] = /^syscalls\.([a-z0-9_\\]+)$/.exec(name) ?? [];
      if (call === undefined || unit !== 'count') continue;
      most.set(call, Math.max(most.get(call) ?? 0, perCall(row, name) ?? 0));
    }
  }
  const made = [...most].filter(([, count]) => count > 0).sort(([, a], [, b]) => b - a);
  return made.slice(0, mostSystemCalls).map(([name]) => name);
}
