import type { Host } from '../../contract/host.js';
import type { Latency, Timeline } from '../../contract/measured.js';
import type { FailedOutcome, Tally } from '../../contract/outcome.js';
import { SCHEMA } from '../../contract/manifest.js';
import { type Buckets, merged, summarise, totalOf } from '../../record/rows/buckets.js';
import { fromLog, mostLogBytes, toLog } from '../../record/rows/histogram-log.js';
import { histogramOf } from '../../record/rows/histogram.js';
import { type Series, series } from '../../record/rows/series.js';
import { histogramFile, timelineFile } from '../../record/store/histogram-file.js';
import { writing } from '../../record/store/write-failure.js';
import type { LoadOutcome } from '../peer/messages.js';
import { driftOf } from '../recorder/drift.js';

type Named = readonly (readonly [name: string, outcome: LoadOutcome])[];

/**
 * What several client processes saw of one window, as one. Histograms are merged, counts and rates added; the files that one client
 * writes into the trial's folder are made of theirs, each of which is in a folder of its name.
 */
export async function mergedOutcome(
  { files }: Host,
  directory: string,
  window: 'measure' | 'profile',
  clients: Named,
): Promise<LoadOutcome> {
  const outcomes = clients.map(([, outcome]) => outcome);
  const [first] = outcomes;
  if (first === undefined) throw new Error('a window without a client');
  if (outcomes.length === 1) return first;
  const sum = (of: (outcome: LoadOutcome) => number): number =>
    outcomes.reduce((all, each) => all + of(each), 0);
  const startNs = Math.min(...outcomes.map((each) => each.startNs));
  const endNs = Math.max(...outcomes.map((each) => each.startNs + each.durationNs));
  const lateness = outcomes.flatMap((each) => each.lateness ?? []);
  const folder = files.within(directory);
  const latencies: Partial<Record<Series, Latency>> = {};
  let drift: LoadOutcome['drift'] = null;
  if (window === 'measure') {
    for (const name of series) {
      const logs = await Promise.all(
        clients.map(([client]) => folder.read(`${client}/${histogramFile(name)}`, mostLogBytes)),
      );
      const all = merged(logs.map((log) => fromLog(log, name)));
      latencies[name] = mergedLatency(
        all,
        outcomes.map((each) => each.latencies[name]),
      );
      const log = toLog(histogramOf(all), name, startNs / 1e9, endNs / 1e9);
      await writing(histogramFile(name), folder.write(histogramFile(name), log));
    }
    const timelines = await Promise.all(
      clients.map(async ([client]) => JSON.parse(await folder.read(`${client}/${timelineFile}`)) as Timeline),
    );
    const timeline = mergedTimeline(timelines);
    await writing(timelineFile, folder.write(timelineFile, `${JSON.stringify(timeline)}\n`));
    drift = driftOf(timeline, Math.min(...outcomes.map((each) => each.durationNs)));
  } else {
    for (const name of series) latencies[name] = boundLatency(outcomes.map((each) => each.latencies[name]));
  }
  return {
    ...first,
    calls: sum((each) => each.calls),
    failedCalls: sum((each) => each.failedCalls),
    tally: joinedTally(outcomes.map((each) => each.tally)),
    ...(lateness.length === 0 ? {} : { lateness: boundLatency(lateness) }),
    startNs,
    durationNs: endNs - startNs,
    throughput: sum((each) => each.throughput),
    leadThroughput: sum((each) => each.leadThroughput),
    drift,
    latencies: latencies as LoadOutcome['latencies'],
    evidence: outcomes.flatMap((each) => each.evidence),
  };
}

function joinedTally(tallies: readonly Tally[]): Tally {
  const sum = (of: (tally: Tally) => number): number => tallies.reduce((all, each) => all + of(each), 0);
  const failed: Partial<Record<FailedOutcome, number>> = {};
  for (const [outcome, calls] of tallies.flatMap(
    (each) => Object.entries(each.failed) as [FailedOutcome, number][],
  ))
    failed[outcome] = (failed[outcome] ?? 0) + calls;
  return {
    offered: sum((each) => each.offered),
    started: sum((each) => each.started),
    rejected: sum((each) => each.rejected),
    unstarted: sum((each) => each.unstarted),
    attempts: sum((each) => each.attempts),
    ok: sum((each) => each.ok),
    failed,
  };
}

/** Percentiles from the merged histogram; what is exact of the parts is exact of all. */
function mergedLatency(all: Buckets, parts: readonly Latency[]): Latency {
  return summarise(all, {
    count: totalOf(all),
    sum: parts.reduce((total, { mean, count }) => total + (mean ?? 0) * count, 0),
    min: Math.min(...parts.map(({ min }) => min ?? Infinity)),
    max: Math.max(...parts.map(({ max }) => max ?? 0)),
    overflow: parts.reduce((total, { overflow }) => total + overflow, 0),
  });
}

/** Of a window whose histograms nobody keeps: what can be told of all by what each tells. */
function boundLatency(parts: readonly Latency[]): Latency {
  const count = parts.reduce((total, part) => total + part.count, 0);
  const none = { p50: null, p90: null, p99: null, p999: null, p9999: null };
  if (count === 0) return { ...none, count, mean: null, min: null, max: null, overflow: 0 };
  return {
    ...none,
    count,
    mean: parts.reduce((total, part) => total + (part.mean ?? 0) * part.count, 0) / count,
    min: Math.min(...parts.map(({ min }) => min ?? Infinity)),
    max: Math.max(...parts.map(({ max }) => max ?? 0)),
    overflow: parts.reduce((total, part) => total + part.overflow, 0),
  };
}

/** On slices as long as the longest of the parts; a slice of a part counts where its middle is. */
function mergedTimeline(parts: readonly Timeline[]): Timeline {
  const startNs = Math.min(...parts.map((part) => part.startNs));
  const sliceNs = Math.max(...parts.map((part) => part.sliceNs));
  const endNs = Math.max(...parts.map((part) => part.startNs + part.calls.length * part.sliceNs));
  const length = Math.ceil((endNs - startNs) / sliceNs);
  const [calls, worstNs] = [new Array<number>(length).fill(0), new Array<number>(length).fill(0)];
  for (const part of parts) {
    part.calls.forEach((count, slice) => {
      const at = Math.floor((part.startNs + (slice + 0.5) * part.sliceNs - startNs) / sliceNs);
      calls[at] = (calls[at] ?? 0) + count;
      worstNs[at] = Math.max(worstNs[at] ?? 0, part.worstNs[slice] ?? 0);
    });
  }
  return { schema: SCHEMA, startNs, sliceNs, worstNs, calls };
}
