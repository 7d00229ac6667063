import type { Measured } from '../../contract/measured.js';
import type { ObserverEffect } from '../../contract/trial-record.js';
import type { LoadOutcome } from '../peer/messages.js';

/** How far a profile pass was from the measured window, each as a ratio minus 1. */
export function observerEffect(profiled: LoadOutcome, measured: Measured | undefined): ObserverEffect {
  const change = (now: number | null, before: number | null | undefined): number | null =>
    now === null || before === null || before === undefined || before === 0 ? null : now / before - 1;
  return {
    throughput: change(profiled.throughput, measured?.throughput),
    p50: change(profiled.latencies.response.p50, measured?.response.p50),
    p99: change(profiled.latencies.response.p99, measured?.response.p99),
  };
}
