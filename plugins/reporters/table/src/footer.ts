import { formatDuration, longestToldNs, type Results, type Row } from '@wiretax/core';
import {
  axisValue,
  mixedMark,
  occurringVerdicts,
  peerColumns,
  plannedLaunches,
  remarks,
  runNotes,
  strikes,
  verdictMarks,
  verdictMeanings,
  wasRun,
  type Remark,
  runReference,
} from '@wiretax/core/record';
import { figure, none, percent, unbroken, whole } from '@wiretax/writing';
import { findingEntries } from './findings.js';
import { flowCheck } from './flow-check.js';
import type { Entry } from './header.js';
import type { Layout } from './layout.js';

const shownRemarks = 6;

/** What the reader has to know before using the numbers, in the order in which it is needed. */
export function footer(results: Results, layout: Layout, program = 'wiretax'): readonly Entry[] {
  return [
    ...verdictLegend(results.rows),
    ...reading(results.rows, layout),
    ...flowCheck(results),
    ...ceiling(results),
    ...findingEntries(results),
    ...noted(results),
    ...runNotes(results).map((text) => ({ name: 'run', text })),
    ...missing(results, program),
  ];
}

function verdictLegend(rows: readonly Row[]): readonly Entry[] {
  const run = rows.filter(wasRun);
  const entries = occurringVerdicts(rows).map((verdict): Entry => ({
    name: strikes(verdict) ? verdict : `${verdictMarks[verdict]} ${verdict}`,
    text: verdictMeanings[verdict],
  }));
  const nearly = [...new Set(run.flatMap((row) => row.nearly.map(({ verdict }) => verdict)))].map(
    (verdict) => {
      const close = run.filter((row) => row.nearly.some((each) => each.verdict === verdict));
      return `${verdict}: ${close.map(({ cell }) => unbroken(cell.id)).join(', ')}`;
    },
  );
  if (nearly.length > 0) {
    const text = `${nearly.join('; ')} (at the limits of that verdict: another run might give it)`;
    entries.push({ name: 'nearly', text });
  }
  const short = run.find(({ trials }) => trials.completed < trials.planned)?.trials;
  if (short !== undefined) {
    const name = `${String(short.completed)}/${String(short.planned)}`;
    entries.push({ name, text: 'launches that finished, of those planned' });
  }
  const mixtures = new Set(run.flatMap(({ mixed }) => mixed ?? []));
  for (const text of mixtures) entries.push({ name: mixedMark, text });
  return entries;
}

function reading(rows: readonly Row[], { columns, left }: Layout): readonly Entry[] {
  const shown = new Set(columns.flatMap((column) => [column.band, column.title]));
  const areMore = peerColumns(rows).some(({ name, half }) => name !== half);
  const entries = meanings
    .filter(({ column }) => shown.has(column))
    .map(({ name, text, ofMore = text }) => ({ name, text: areMore ? ofMore : text }));
  if (rows.some((row) => columns.some((column) => column.text(row) === none))) {
    entries.push({
      name: none,
      text: 'not measured, or too few calls for it: P99 needs 1,000, P99.9 10,000',
    });
  }
  const overflow = rows.reduce((sum, row) => sum + row.response.overflow, 0);
  if (overflow > 0) {
    const text = `${whole(overflow)} calls took longer than the ${formatDuration(longestToldNs)} that histograms reach`;
    entries.push({ name: 'overflow', text });
  }
  if (left.length > 0) {
    const text = `for want of width: ${left.map(unbroken).join(', ')}; a wider terminal or --json shows them`;
    entries.push({ name: 'left out', text });
  }
  return entries;
}

/** `ofMore`: where there are other peers than a client and a server. */
const meanings: readonly (Entry & { readonly column: string; readonly ofMore?: string })[] = [
  { column: '±', name: '±', text: 'how far the furthest launch was from the calls/s shown' },
  { column: 'rejected', name: 'rejected', text: 'calls that a gate refused: neither answered nor failed' },
  {
    column: 'unstarted',
    name: 'unstarted',
    text: 'calls that were due and had not started when the window was over: percentiles leave them out, so the tail is longer than they say',
  },
  { column: 're-sent', name: 're-sent', text: 'attempts at calls beyond the first, of hedges and retries' },
  {
    column: 'response µs',
    name: 'response',
    text: 'from when the caller was ready to the reply; percentiles over the calls of all launches',
  },
  {
    column: 'service µs',
    name: 'service',
    text: 'the same without the time before the call was started: no wait for flow control, no lag of the generator',
  },
  {
    column: 'one-way P50',
    name: 'one-way',
    text: "start of the call to the server's handler (→srv), end of the handler to the reply (→cli), in µs",
  },
  {
    column: 'CPU µs/call',
    name: 'CPU',
    text: 'user and system time of all threads of the client and of the server',
    ofMore: 'user and system time of all threads of each peer',
  },
  {
    column: 'busy %',
    name: 'busy',
    text: "share of time in which the main thread's event loop was not idle, client and server",
    ofMore:
      "share of time in which the main thread's event loop was not idle, or, of a program that has none, its busiest thread",
  },
  {
    column: 'limit',
    name: 'limit',
    text: 'the peer that was busy for 90 % of the time at least, and more so than any other by 10 %',
  },
];

/** What the harness reaches alone, and how close to it the rows of each size came at the same concurrency. */
function ceiling({ rows, controls }: Results): readonly Entry[] {
  const sizes = [...new Set(controls.map((row) => axisValue(row.cell, 'size')))];
  const parts = sizes.flatMap((size) => {
    const ofSize = (row: Row): boolean => axisValue(row.cell, 'size') === size;
    const reached = controls.filter(ofSize).flatMap((row) => row.throughput ?? []);
    const [low, high] = [Math.min(...reached), Math.max(...reached)];
    if (reached.length === 0) return [];
    const used = rows.filter(ofSize).map((row) => {
      const same = controls.find((it) => ofSize(it) && it.cell.concurrency === row.cell.concurrency);
      return (row.throughput ?? 0) / (same?.throughput ?? low);
    });
    const range = figure(low) === figure(high) ? figure(low) : `${figure(low)} to ${figure(high)}`;
    return [unbroken(`${size} ${range} calls/s (rows reach ${percent(Math.max(0, ...used))} % of it)`)];
  });
  if (parts.length === 0) return [];
  return [
    { name: 'ceiling', text: `the harness alone, without a network (null transport): ${parts.join(', ')}` },
  ];
}

/** Remarks that differ only in their numbers are one: the most frequent speaks for them. */
function noted({ trials }: Results): readonly Entry[] {
  const kinds = new Map<string, Remark[]>();
  for (const remark of remarks(trials)) {
    const kind = remark.text.replace(/\d+(?:\.\d+)?/g, '#');
    kinds.set(kind, [...(kinds.get(kind) ?? []), remark]);
  }
  const entries = [...kinds.values()].slice(0, shownRemarks).flatMap((alike) => {
    const count = Math.min(
      trials.length,
      alike.reduce((sum, remark) => sum + remark.trials, 0),
    );
    const often =
      count === trials.length ? 'every trial' : count === 1 ? '1 trial' : `${String(count)} trials`;
    const vary = alike.length > 1 ? ', numbers vary' : '';
    return alike.slice(0, 1).map(({ text }) => ({ name: 'note', text: `${text} (${often}${vary})` }));
  });
  const more = kinds.size - entries.length;
  return more > 0 ? [...entries, { name: 'note', text: `${String(more)} more in trials.jsonl` }] : entries;
}

/** What this run can't show because there was less of it than there might have been. */
function missing(results: Results, program: string): readonly Entry[] {
  const { trials, planned } = results;
  const repetitions = plannedLaunches(results);
  const entries: Entry[] = [];
  if (repetitions === 1) {
    const text =
      'no spread can be shown, and one launch often differs more from the next than rows do: --reps 5';
    entries.push({ name: 'one launch', text });
  } else if (repetitions === 2) {
    entries.push({
      name: 'two launches',
      text: 'too few to claim that one row differs from another: --reps 5',
    });
  }
  if (trials.length < planned) {
    const text = `${String(trials.length)} of ${String(planned)} trials; resume with ${unbroken(`${program} run --resume ${runReference(results)}`)}`;
    entries.push({ name: 'interrupted', text });
  }
  return entries;
}
