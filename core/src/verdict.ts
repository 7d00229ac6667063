import type { Measured, Verdict, Vitals } from './contract/results.js';
import { formatDuration } from './units.js';

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

/** A main thread is saturated when it was busy for this share of the window, and really had the CPU for most of it. */
const saturated = 0.9;
const onCpu = 0.75;
/** A server that was busy for less than this, by that much less than its client, could have done more. */
const headroomBelow = 0.9;
const headroomMargin = 0.1;
/** Throughput above this share of the null transport's says more about the harness than about the transport. */
const ceilingShare = 0.7;
/** Under open load the generator may start a call this much later than planned, in parts of P50. */
const lagShare = 0.1;

/** More of the window than this spent ready, but not running, is worth a word. */
const contentionMargin = 0.25;

export interface Judgement {
  readonly verdict: Verdict;
  /** One sentence with its numbers. */
  readonly reason: string;
}

export interface JudgeOptions {
  readonly measured: Measured;
  readonly warmup: { readonly steady: boolean; readonly calls: number } | undefined;
  /** Calls that a warmup must have made. */
  readonly minCalls: number;
  /** Whether the load was open: only then is lag the generator's fault. */
  readonly open: boolean;
  /** Calls per second of the null transport at the same size, codec and concurrency, if it was measured. */
  readonly ceiling: number | null;
}

/** What speaks against one trial; empty when nothing does. */
export function judge({ measured, warmup, minCalls, open, ceiling }: JudgeOptions): readonly Judgement[] {
  const { client, server, throughput, lag, response } = measured;
  const found: Judgement[] = [];
  if (open && lag.p99 !== null && response.p50 !== null && lag.p99 > lagShare * response.p50) {
    const [late, typical] = [formatDuration(lag.p99), formatDuration(response.p50)];
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
  if (server !== null && busy(client) >= saturated && (client.mainThreadCpu ?? 1) >= onCpu) {
    const room = Math.min(headroomBelow, busy(client) - headroomMargin);
    if (busy(server) < room) {
      const [mine, theirs] = [percent(busy(client)), percent(busy(server))];
      found.push({
        verdict: 'client-bound',
        reason: `the client was busy ${mine} of the time, the server ${theirs}`,
      });
    }
  }
  if (warmup?.steady === false) {
    const cold = `only ${String(warmup.calls)} calls came before it, and compiling the path takes about ${String(minCalls)}`;
    const reason = warmup.calls < minCalls ? cold : 'throughput had not settled when the warmup ran out';
    found.push({ verdict: 'unsteady', reason });
  }
  return found;
}

/** How much of the window the main thread was busy: not waiting for events. */
function busy(vitals: Vitals): number {
  return vitals.loopUtilisation;
}

/**
 * A sentence if the client was ready to run for much longer than it ran: something else had its CPU.
 * Meaningless where peers share one on purpose.
 */
export function contention({ client }: Measured): string | undefined {
  if (client.mainThreadCpu === null || client.loopUtilisation - client.mainThreadCpu < contentionMargin)
    return undefined;
  const [ran, ready] = [percent(client.mainThreadCpu), percent(client.loopUtilisation)];
  return `the client had the CPU for ${ran} of the window but work for ${ready}: something else was running`;
}

export function percent(share: number): string {
  return `${String(Math.round(share * 100))} %`;
}
