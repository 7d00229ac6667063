import { clientBoundReason, isClientBound } from './client-bound.js';
import type { Cell } from '../../contract/cell.js';
import type { Judgement, Verdict } from '../../contract/trial-record.js';
import type { Measured, WarmupRecord } from '../../contract/measured.js';
import type { PeerRecord } from '../../contract/peer.js';
import { disturbance } from './disturbance.js';
import { isBeyondRange, latencyText } from '../../kernel/latency-range.js';
import { percent } from './percent.js';
import { seenPeers } from './seen-peers.js';
import { ceilingTransport } from '../plan/trials.js';
import { formatDuration } from '../../kernel/units.js';

/** The gravest first. */
export const severity: readonly Verdict[] = [
  'failed',
  'disturbed',
  'under-driven',
  'harness-limited',
  'too-few-samples',
  'client-bound',
  'unsteady',
  'valid',
];

/** Throughput above this share of the null transport's says more about the harness than about the transport. */
const ceilingShare = 0.7;
/** Under open load the generator may start a call this much later than planned, in parts of P50. */
const lagShare = 0.1;

/** A window whose rate changes by more than this, and by more than noise would explain, is no steady state. */
const mostDrift = { change: 0.05, errors: 3 } as const;
/** After a warm-up that was cut off: what the rate surely, and what it possibly lacks, in parts of where it settles. */
const mostRise = { sure: 0.01, possible: 0.1 } as const;

export interface JudgeOptions {
  readonly measured: Measured;
  readonly cast: readonly PeerRecord[];
  readonly cell: Cell;
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
  const { measured, cast, cell, warmup, minCalls, open, ceiling } = options;
  const { throughput, lag, response } = measured;
  const peers = seenPeers(cast, measured);
  const found: Judgement[] = [];
  const disturbed = disturbance(peers, cell.placement);
  if (disturbed !== undefined) found.push({ verdict: 'disturbed', reason: disturbed });
  if (open && isLate(measured)) {
    const late = latencyText(measured.lateness ?? lag, 'p99', formatDuration) ?? '';
    const typical = latencyText(response, 'p50', formatDuration) ?? '';
    const reason = `the generator was up to ${late} late (P99) at a P50 of ${typical}`;
    found.push({ verdict: 'under-driven', reason });
  }
  if (isCeiling(cell)) {
    found.push(ofCeiling);
  } else if (ceiling !== null && throughput > ceilingShare * ceiling) {
    const share = percent(throughput / ceiling);
    found.push({
      verdict: 'harness-limited',
      reason: `throughput is ${share} of what the harness can do at all`,
    });
  }
  if (isClientBound(peers, cell.concurrency)) {
    found.push({ verdict: 'client-bound', reason: clientBoundReason(peers) });
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

/**
 * Whether the generator noticed too late that calls were due. What gates and connections made them wait is none of its fault, but records
 * of 0.1.0 tell one from the other by nothing. Beyond the range of histograms is late whatever the response.
 */
function isLate({ lag, lateness = lag, response }: Measured): boolean {
  if (isBeyondRange(lateness, 'p99')) return true;
  return lateness.p99 !== null && response.p50 !== null && lateness.p99 > lagShare * response.p50;
}

/** Whether a cell is of the null transport, be it the kernel's or the user's: it is what rows are held against. */
export function isCeiling({ transport }: Cell): boolean {
  return transport.use === ceilingTransport;
}

export const ofCeiling: Judgement = {
  verdict: 'harness-limited',
  reason: 'the null transport has no network: it shows what the harness can do at all',
};
