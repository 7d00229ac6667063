import type { Measured, Verdict, Vitals, WarmupRecord } from './contract/results.js';
import { isBeyondRange, latencyText } from './latency-range.js';
import { formatDuration, significant } from './units.js';

/** The gravest first. */
export const severity: readonly Verdict[] = [
  'failed',
  'under-driven',
  'harness-limited',
  'too-few-samples',
  'client-bound',
  'unsteady',
  'valid',
];

/** A main thread is saturated when it was busy for this share of the window. */
const saturated = 0.9;
/** A saturated client binds a server that was less busy than itself by this much. */
const headroom = 0.1;
/**
 * Stacks that put many calls into one segment take turns: the client works off a batch while the server
 * waits for the next, and neither is ever saturated. There the side with most of the work sets the pace.
 */
const dominant = { busy: 0.6, timesServer: 1.5 } as const;
/** Busy time in which the process, main thread or helpers, did not have the CPU says nothing about the client. */
const onCpu = 0.75;
/** Throughput above this share of the null transport's says more about the harness than about the transport. */
const ceilingShare = 0.7;
/** Under open load the generator may start a call this much later than planned, in parts of P50. */
const lagShare = 0.1;

/** A window whose rate changes by more than this, and by more than noise would explain, is no steady state. */
const mostDrift = { change: 0.05, errors: 3 } as const;
/** After a warm-up that was cut off: what the rate surely, and what it possibly lacks, in parts of where it settles. */
const mostRise = { sure: 0.01, possible: 0.1 } as const;

/** More of the window than this spent ready, but not running, is worth a word. */
const contentionMargin = 0.25;

export interface Judgement {
  readonly verdict: Verdict;
  /** One sentence with its numbers. */
  readonly reason: string;
}

export interface JudgeOptions {
  readonly measured: Measured;
  readonly concurrency: number;
  readonly warmup: Pick<WarmupRecord, 'steady' | 'calls' | 'rise'> | undefined;
  /** Calls that a warmup must have made. */
  readonly minCalls: number;
  /** Whether the load was open: only then is lag the generator's fault. */
  readonly open: boolean;
  /** Calls per second of the null transport at the same size, codec and concurrency, if it was measured. */
  readonly ceiling: number | null;
}

/** What speaks against one trial; empty when nothing does. */
export function judge(options: JudgeOptions): readonly Judgement[] {
  const { measured, concurrency, warmup, minCalls, open, ceiling } = options;
  const { client, server, throughput, lag, response } = measured;
  const found: Judgement[] = [];
  if (open && isLate(measured)) {
    const late = latencyText(lag, 'p99', formatDuration) ?? '';
    const typical = latencyText(response, 'p50', formatDuration) ?? '';
    found.push({
      verdict: 'under-driven',
      reason: `calls started up to ${late} late (P99) at a P50 of ${typical}`,
    });
  }
  if (ceiling !== null && throughput > ceilingShare * ceiling) {
    const share = percent(throughput / ceiling);
    found.push({
      verdict: 'harness-limited',
      reason: `throughput is ${share} of what the harness can do at all`,
    });
  }
  if (server !== null && isClientBound(client, server, concurrency)) {
    const [mine, theirs] = [percent(client.loopUtilisation), percent(server.loopUtilisation)];
    const more = significant(1 / server.loopUtilisation);
    found.push({
      verdict: 'client-bound',
      reason: `the client was busy ${mine} of the time, the server ${theirs}: it had room for up to ${more} times the calls`,
    });
  }
  const unsettled = driftReason(measured.drift) ?? coldReason(warmup, minCalls);
  if (unsettled !== undefined) found.push({ verdict: 'unsteady', reason: unsettled });
  return found;
}

/** The recorded window itself speeds up or slows down. */
function driftReason(drift: Measured['drift']): string | undefined {
  if (drift === undefined || drift === null) return undefined;
  const { change, error } = drift;
  if (Math.abs(change) <= mostDrift.change || Math.abs(change) <= mostDrift.errors * error) return undefined;
  const way = change > 0 ? 'rose' : 'fell';
  return `throughput ${way} by ${percent(Math.abs(change))} from the start of the window to its end`;
}

function coldReason(warmup: JudgeOptions['warmup'], minCalls: number): string | undefined {
  if (warmup === undefined || warmup.steady) return undefined;
  const { calls, rise } = warmup;
  if (calls < minCalls)
    return `only ${String(calls)} calls came before it, and compiling the path takes about ${String(minCalls)}`;
  if (rise === undefined) return 'throughput had not settled when the warmup ran out';
  if (rise.low <= mostRise.sure && rise.high <= mostRise.possible) return undefined;
  return `when the warmup ran out throughput may have been up to ${percent(Math.min(1, rise.high))} below what it settles at`;
}

/** A lag beyond the range of histograms is late whatever the response. */
function isLate({ lag, response }: Measured): boolean {
  if (isBeyondRange(lag, 'p99')) return true;
  return lag.p99 !== null && response.p50 !== null && lag.p99 > lagShare * response.p50;
}

/** Whether the client's main thread, not the server, set the pace. One caller alone waits more than it works. */
function isClientBound(client: Vitals, server: Vitals, concurrency: number): boolean {
  const [mine, theirs] = [client.loopUtilisation, server.loopUtilisation];
  if (cpuShare(client) < onCpu * mine) return false;
  if (mine >= saturated) return theirs < mine - headroom;
  return concurrency > 1 && mine >= dominant.busy && mine >= dominant.timesServer * theirs;
}

/** CPU time of all threads over wall time: compilers and collectors share the main thread's CPU where it has only one. */
function cpuShare({ userNs, systemNs, wallNs }: Vitals): number {
  return (userNs + systemNs) / wallNs;
}

/**
 * A sentence if the client had work for much longer than it ran: something else had its CPU. Meaningless
 * where peers share one on purpose.
 */
export function contention({ client }: Measured): string | undefined {
  if (client.loopUtilisation - cpuShare(client) < contentionMargin) return undefined;
  const [ran, ready] = [percent(cpuShare(client)), percent(client.loopUtilisation)];
  return `the client had the CPU for ${ran} of the window but work for ${ready}: something else was running`;
}

export function percent(share: number): string {
  return `${String(Math.round(share * 100))} %`;
}
