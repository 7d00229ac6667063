import { axisValue } from '../plan/axis-values.js';
import { caveatMarks } from './caveats.js';
import { allAxes, axisTable } from '../../contract/axes.js';
import type { AxisField } from '../../contract/axis.js';
import type { Cell } from '../../contract/cell.js';
import type { WarmupOptions } from '../../contract/experiment.js';
import type { Row } from '../../contract/row.js';
import type { TrialRecord, Verdict } from '../../contract/trial-record.js';
import { formatDuration } from '../../kernel/units.js';
import { severity } from '../rows/verdict.js';

// What reporters share, so that no two of them say it differently. Nothing here is escaped: each reporter
// escapes for its own format.

/** What a verdict means and what its row must not be used for; one sentence. */
export const verdictMeanings: Readonly<Record<Verdict, string>> = {
  valid: 'Nothing speaks against the row.',
  failed: 'No launch finished, see the reason; nothing may be concluded from the row.',
  disturbed:
    'Something else on the machine kept the client or the server from its CPU, so its numbers are not the transport’s; ' +
    'struck from comparisons: measure it again on a quieter machine.',
  'too-few-samples':
    'Not enough calls for the percentiles that are missing; measure longer before you say anything about the tail.',
  'under-driven':
    'The load that was asked for was not reached, so these are the latencies of a lighter one; struck from comparisons.',
  'harness-limited':
    'So close to what the harness reaches without a network that the row measures Wiretax; struck from comparisons.',
  'client-bound':
    'The client process, not the server, set the pace; the server had headroom: compare whole stacks (client and server) with it, ' +
    'never quote it as what the server can do.',
  unsteady:
    'Throughput had not settled before the window, or changed within it, so start-up may be part of the row; no close ' +
    'comparisons.',
};

/** Stands beside the figures of a row in place of its verdict; a legend says which it is. */
export const verdictMarks: Readonly<Record<Exclude<Verdict, 'valid'>, string>> = {
  'client-bound': caveatMarks['client-bound'],
  unsteady: caveatMarks.unsteady,
  'too-few-samples': '§',
  disturbed: '¶',
  'under-driven': '#',
  'harness-limited': '*',
  failed: '✗',
};

/** What a verdict means in a few words, for a legend; after the verdict's name. */
export const verdictBriefs: Readonly<Record<Verdict, string>> = {
  valid: 'nothing speaks against it',
  failed: 'no launch finished',
  disturbed: 'others had its CPU, struck',
  'too-few-samples': 'too few calls for the tail',
  'under-driven': 'less load than asked for, struck',
  'harness-limited': 'as fast as the harness can be, struck',
  'client-bound': 'the client set the pace, not the server',
  unsteady: 'its rate had not settled',
};

/** The verdicts that need explaining, gravest first; a row of which no launch has run has none yet. */
export function occurringVerdicts(rows: readonly Row[]): readonly Exclude<Verdict, 'valid'>[] {
  const occurring = new Set(rows.filter(wasRun).flatMap((row) => row.verdicts));
  return severity.filter((verdict) => verdict !== 'valid').filter((verdict) => occurring.has(verdict));
}

/** Whether rows of the verdict must stay out of comparisons. */
export function strikes(verdict: Verdict): boolean {
  return struck.has(verdict);
}

/** Whether a launch of the row has ended, well or not. */
export function wasRun({ trials }: Row): boolean {
  return trials.completed + trials.failed > 0;
}

/** Whether the row must stay out of comparisons; it is still shown. */
export function isStruck(row: Row): boolean {
  return row.verdicts.some((verdict) => struck.has(verdict));
}

/** The rows from which something may be concluded: those that are not struck and have a finished launch. */
export function usableRows(rows: readonly Row[]): readonly Row[] {
  return rows.filter((row) => !isStruck(row) && row.launches.length > 0);
}

const struck: ReadonlySet<Verdict> = new Set<Verdict>([
  'failed',
  'disturbed',
  'under-driven',
  'harness-limited',
]);

/** How long load ran that was not recorded. */
export function warmupText({ minMs, maxMs, settleMs }: WarmupOptions): string {
  const text = (ms: number): string => formatDuration(ms * 1e6).replace(/\.0+(?= )/, '');
  return `${text(minMs)} to ${text(maxMs)}${settleMs === undefined ? '' : `, ${text(settleMs)} to settle`}`;
}

/** Stands beside the verdict of a row whose launches are not of one kind; the row's `mixed` says why. */
export const mixedMark = '≠';

/** The axes on which these cells differ, in the order of headings. */
export function varyingAxes(cells: readonly Cell[]): readonly AxisField[] {
  return grouped().filter((field) => new Set(cells.map((cell) => axisValue(cell, field))).size > 1);
}

/** The axes on which none of these cells differs; what a heading names and what rows name are left out. */
export function constantAxes(cells: readonly Cell[]): readonly AxisField[] {
  const varying = varyingAxes(cells);
  return grouped().filter((field) => !varying.includes(field) && !['size', 'transport'].includes(field));
}

function grouped(): readonly AxisField[] {
  return allAxes()
    .toSorted((a, b) => a.group - b.group)
    .map(({ field }) => field);
}

/** Whether each caller sends when its last call returned, so that Little's law ties concurrency, rate and time together. */
export function isClosed({ load }: Pick<Cell, 'load'>): boolean {
  return load.use === axisTable.load.default.use;
}

export interface RowGroup {
  /** The size, and every axis but concurrency and transport on which the rows of the run differ. */
  readonly axes: readonly { readonly axis: AxisField; readonly value: string }[];
  readonly rows: readonly Row[];
}

/** Rows that may stand in one table: smallest size first, within a group by concurrency, then by transport. */
export function groupRows(rows: readonly Row[]): readonly RowGroup[] {
  const cells = rows.map((row) => row.cell);
  const varying = varyingAxes(cells);
  const apart = grouped().filter(
    (axis) => axis === 'size' || (varying.includes(axis) && axis !== 'concurrency' && axis !== 'transport'),
  );
  const transports = [...new Set(cells.map((cell) => cell.transport.label))];
  const groups = new Map<string, { axes: RowGroup['axes']; rows: Row[] }>();
  for (const row of rows.toSorted((a, b) => bySize(a.cell, b.cell))) {
    const at = apart.map((axis) => ({ axis, value: axisValue(row.cell, axis) }));
    const key = JSON.stringify(at);
    const group = groups.get(key) ?? { axes: at, rows: [] };
    groups.set(key, group);
    group.rows.push(row);
  }
  const inGroup = ({ cell: a }: Row, { cell: b }: Row): number =>
    a.concurrency - b.concurrency ||
    transports.indexOf(a.transport.label) - transports.indexOf(b.transport.label);
  return [...groups.values()].map((group) => ({ axes: group.axes, rows: group.rows.toSorted(inGroup) }));
}

function bySize(a: Cell, b: Cell): number {
  return a.size.requestBytes - b.size.requestBytes || a.size.replyBytes - b.size.replyBytes;
}

/**
 * The number of callers that a row's throughput and mean response time imply: N = X · R (Little, 1961).
 * Under closed load it must equal the concurrency. Null without a finished trial.
 */
export function impliedClients(row: Row): number | null {
  const { mean } = row.response;
  return row.throughput === null || mean === null ? null : (row.throughput * mean) / 1e9;
}

export interface Remark {
  readonly text: string;
  /** In how many trials. */
  readonly trials: number;
}

/** What was noted in trials: notes, what teardown left behind, collectors that failed; each once, most frequent first. */
export function remarks(trials: readonly TrialRecord[]): readonly Remark[] {
  const counts = new Map<string, number>();
  for (const trial of trials) {
    const evidence = trial.evidence.flatMap((entry) => [
      ...(entry.status === 'failed'
        ? [`collector ${entry.collector} (${entry.peer}) failed: ${entry.error ?? 'no reason given'}`]
        : []),
      ...entry.notes.map((note) => `${entry.collector} (${entry.peer}): ${note}`),
    ]);
    const problems = trial.problems.map((problem) => `teardown: ${problem}`);
    for (const text of new Set([...trial.notes, ...problems, ...evidence])) {
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
  return [...counts].map(([text, count]) => ({ text, trials: count })).sort((a, b) => b.trials - a.trials);
}

/** Plain data with every string in it, keys included, replaced: to clean or escape results at a reporter's door. */
export function mapStrings<T>(value: T, replace: (text: string) => string): T;
export function mapStrings(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === 'string') return replace(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => mapStrings(item, replace));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [replace(key), mapStrings<unknown>(item, replace)]),
  );
}
