import { setImmediate as loopTurn, setTimeout as sleep } from 'node:timers/promises';
import type { LoadModel, LoadOptions, LoadSummary } from '@wiretax/core';

const DEFAULT_RATE = 1000;
/** How late a timer may be. */
const TIMER_LATE_MS = 2;

type Counts = { -readonly [K in keyof LoadSummary]: LoadSummary[K] };

export const load: LoadModel = {
  // Calls are due at planned instants, whether or not earlier ones have returned.
  kind: 'open',
  // What a user may write beside `use: {{name}}`; checked before anything starts.
  options: {
    type: 'object',
    properties: {
      rate: {
        type: 'number',
        exclusiveMinimum: 0,
        default: DEFAULT_RATE,
        description: 'Calls per second, all clients together.',
      },
    },
    additionalProperties: false,
  },

  async run(options) {
    const { signal } = options;
    signal.throwIfAborted();
    const counts: Counts = { issued: 0, completed: 0, failed: 0 };
    // Aborts when the run is interrupted, and when `record` or `fail` tolerates no more.
    const stop = new AbortController();
    const interrupt = (): void => stop.abort(signal.reason);
    signal.addEventListener('abort', interrupt, { once: true });
    const stopped = new Promise<void>((resolve) => {
      stop.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    try {
      const all = issueAll(options, counts, stop).catch((error: unknown) => stop.abort(error));
      // Calls may hang; who interrupts the run doesn't wait for them.
      await Promise.race([all, stopped]);
      stop.signal.throwIfAborted();
    } finally {
      signal.removeEventListener('abort', interrupt);
    }
    return counts;
  },
};

async function issueAll(options: LoadOptions, counts: Counts, stop: AbortController): Promise<void> {
  const { clients, now, next } = options;
  const gapNs = 1e9 / Number(options.options['rate'] ?? DEFAULT_RATE);
  const startNs = now();
  const inFlight = new Set<Promise<void>>();
  for (let number = 0; ; number += 1) {
    // Planned before the run and never moved: a generator that falls behind must show as lag.
    const dueNs = startNs + number * gapNs;
    await until(dueNs, now, stop.signal);
    // A no is final.
    if (stop.signal.aborted || !next()) break;
    const call = issue(number % clients, dueNs, options, counts, stop.signal)
      .catch((error: unknown) => stop.abort(error))
      .finally(() => inFlight.delete(call));
    inFlight.add(call);
  }
  await Promise.all(inFlight);
}

/** `next` was asked; now, in this order: a request, the call, then `record` or `fail`. */
async function issue(
  client: number,
  scheduledNs: number,
  { request: make, call, record, fail }: LoadOptions,
  counts: Counts,
  stop: AbortSignal,
): Promise<void> {
  const request = make(client);
  counts.issued += 1;
  const outcome = await call(client, request).then(
    (reply) => ({ reply }),
    (error: unknown) => ({ error }),
  );
  if (stop.aborted) return;
  if ('reply' in outcome) {
    counts.completed += 1;
    record(scheduledNs, request, outcome.reply);
  } else {
    counts.failed += 1;
    fail(scheduledNs, request, outcome.error);
  }
}

/**
 * Timers are too coarse for the last stretch; there the event loop turns without a rest. It turns at least once,
 * so that replies, and the end of the run, get through however late it is.
 */
async function until(dueNs: number, now: () => number, stop: AbortSignal): Promise<void> {
  do {
    const restMs = (dueNs - now()) / 1e6 - TIMER_LATE_MS;
    if (restMs >= 1) await sleep(restMs, undefined, { signal: stop });
    else await loopTurn();
  } while (now() < dueNs && !stop.aborted);
}
