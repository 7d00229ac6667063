import type { LoadModel, LoadOptions, LoadSummary, Plugin } from '@wiretax/core';
import { endingEarly, inRounds, never, racing, wasting } from './broken-runs.test.support.js';
import { closed, closedLoad, loadPlugin, open, openLoad } from './reference.test.support.js';

export interface Broken {
  /** Names of the cases that must fail: the first is the one that this was made for. */
  readonly fails: readonly string[] | 'every case';
  readonly plugin: Plugin;
}

/** The load with other options than it was given, or another summary. */
const changed = (
  right: LoadModel,
  change: (options: LoadOptions) => Partial<LoadOptions>,
  told: (summary: LoadSummary, options: LoadOptions) => LoadSummary = (summary) => summary,
): Plugin =>
  loadPlugin({
    ...right,
    run: async (options) => told(await right.run({ ...options, ...change(options) }), options),
  });

const running = (run: LoadModel['run']): Plugin => loadPlugin({ ...closed, run });

const thousand = 'works with a thousand callers';
const inOrder = 'asks next, makes a request, calls, then records: each once and in this order';
const asAllowed = 'issues as many calls as next allows';
const endsWhenSettled = 'ends when the calls that it issued have settled, not before';
const goesOn = 'hands a failed call to fail with its error, and goes on';
const whenRecordThrows = 'ends with what record throws, and issues no more';
const whenFailThrows = 'ends with what fail throws, and issues no more';
const completion = 'schedules each call for the completion of the last one of its caller';
const oneInFlight = 'has one call of a caller in flight at a time';
const random = 'takes chance from random alone';
const staysPlanned = 'leaves planned instants where they are when it falls behind';

/** Another caller begins in each run, whatever the seed. */
function rotating(): Plugin {
  let runs = 0;
  return changed(closed, ({ request, call, clients }) => {
    runs += 1;
    const shift = runs;
    return {
      request: (client) => request((client + shift) % clients),
      call: (client, made) => call((client + shift) % clients, made),
    };
  });
}

/** In the order of the cases of a closed load. */
export const broken: readonly Broken[] = [
  { fails: 'every case', plugin: loadPlugin(closed, 'other') },
  {
    fails: [inOrder],
    plugin: changed(closed, ({ call }) => ({
      call: (client, request) => call((client + 1) % 3, request),
    })),
  },
  { fails: [asAllowed], plugin: running(wasting) },
  {
    fails: ['issues nothing after next has said no'],
    plugin: changed(closed, ({ next }) => ({ next: () => next() || next() })),
  },
  {
    fails: ['says how many calls it issued, completed and failed'],
    plugin: changed(
      closed,
      () => ({}),
      (summary) => ({ ...summary, completed: summary.issued, failed: 0 }),
    ),
  },
  { fails: [endsWhenSettled], plugin: running(endingEarly) },
  {
    fails: ['uses every caller, numbered from 0', 'works with a single caller', thousand],
    plugin: changed(closed, ({ request, call }) => ({
      request: (client) => request(client + 1),
      call: (client, made) => call(client + 1, made),
    })),
  },
  {
    fails: [goesOn],
    plugin: changed(closed, ({ fail }) => ({
      fail: (scheduledNs, request, error) =>
        fail(scheduledNs, request, error ?? new Error('the call failed')),
    })),
  },
  {
    fails: ['ends at once when next allows no call'],
    plugin: running(async (options) => {
      const summary = await closed.run(options);
      return summary.issued > 0 ? summary : new Promise(() => undefined);
    }),
  },
  {
    fails: ['works with a single caller'],
    plugin: running((options) =>
      options.clients === 1 ? Promise.reject(new RangeError('too few')) : closed.run(options),
    ),
  },
  { fails: [thousand], plugin: changed(closed, ({ clients }) => ({ clients: Math.min(clients, 256) })) },
  {
    fails: ['rejects with the reason and issues nothing when the signal has aborted before the start'],
    plugin: running((options) =>
      closed.run(options.signal.aborted ? { ...options, next: () => false, signal: never() } : options),
    ),
  },
  {
    fails: ['rejects with the reason when the signal aborts, though calls hang'],
    plugin: running(async (options) => {
      options.signal.throwIfAborted();
      const next = (): boolean => !options.signal.aborted && options.next();
      const summary = await closed.run({ ...options, next, signal: never() });
      options.signal.throwIfAborted();
      return summary;
    }),
  },
  { fails: ['issues nothing after the signal has aborted'], plugin: running(racing(closed)) },
  {
    fails: ['keeps the event loop turning when calls settle at once'],
    plugin: loadPlugin(closedLoad(false)),
  },
  {
    fails: [whenRecordThrows],
    plugin: changed(closed, ({ record, now }) => ({
      record: (...args) => {
        try {
          return record(...args);
        } catch {
          return now();
        }
      },
    })),
  },
  {
    fails: [whenFailThrows],
    plugin: changed(closed, ({ fail, now }) => ({
      fail: (...args) => {
        try {
          return fail(...args);
        } catch {
          return now();
        }
      },
    })),
  },
  {
    fails: ['takes the time from now alone'],
    plugin: changed(closed, () => ({ now: () => Math.round(performance.now() * 1e6) })),
  },
  { fails: [random], plugin: rotating() },
  {
    fails: [completion],
    plugin: changed(closed, ({ record, now }) => ({
      record: (...args) => {
        record(...args);
        return now();
      },
    })),
  },
  {
    // Two callers under one number do not wait for one another's completions either.
    fails: [oneInFlight, completion],
    plugin: changed(closed, ({ clients, request, call }) => ({
      clients: 2 * clients,
      request: (client) => request(client % clients),
      call: (client, made) => call(client % clients, made),
    })),
  },
  { fails: ['lets each caller go on as soon as its own call has returned'], plugin: running(inRounds) },
];

/** Obligations of open loads, and those of both kinds that an open load breaks in its own way. */
export const brokenOtherwise: readonly Broken[] = [
  {
    fails: ['issues calls that are due while earlier ones hang', endsWhenSettled],
    plugin: loadPlugin(openLoad('waits for replies')),
  },
  { fails: [staysPlanned], plugin: loadPlugin(openLoad('moves the plan')) },
  { fails: ['issues no call before it is due'], plugin: loadPlugin(openLoad('issues ahead')) },
  { fails: [random, staysPlanned], plugin: changed(open, () => ({ random: () => Math.random() })) },
  {
    fails: ['issues nothing after the signal has aborted'],
    plugin: loadPlugin({ ...open, run: racing(open) }),
  },
];
