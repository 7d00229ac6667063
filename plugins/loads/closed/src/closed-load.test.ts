import { setImmediate as loopTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { LoadOptions, LoadSummary, Payload } from '@wiretax/core';
import { closedLoad } from './closed-load.js';

interface Recorded {
  readonly client: number;
  readonly scheduledNs: number;
  readonly completedNs: number;
  readonly ok: boolean;
}

/** A transport whose calls settle when told to, on a clock that moves by one at each settlement. */
class Rig {
  nowNs = 1000;
  budget: number;
  asked = 0;
  readonly flying = new Map<Payload, { client: number; settle: (error?: Error) => void }>();
  readonly recorded: Recorded[] = [];
  readonly calls: number[] = [];
  readonly abort = new AbortController();
  mostFlying = 0;
  onRecord: () => void = () => undefined;
  readonly options: LoadOptions;

  constructor(clients: number, budget: number, call?: LoadOptions['call']) {
    this.budget = budget;
    this.options = {
      clients,
      options: {},
      now: () => this.nowNs,
      next: () => {
        this.asked++;
        return this.budget-- > 0;
      },
      request: (client) => payload(client),
      call: call ?? ((client, request) => this.#call(client, request)),
      record: (scheduledNs, request) => this.#settled(scheduledNs, request, true),
      fail: (scheduledNs, request) => this.#settled(scheduledNs, request, false),
      random: () => 0.5,
      signal: this.abort.signal,
    };
  }

  run(): Promise<LoadSummary> {
    return closedLoad.run(this.options);
  }

  /** Settles the call that has been in flight longest, or the one at this position. */
  async settle(position = 0, error?: Error): Promise<void> {
    [...this.flying.values()][position]?.settle(error);
    await loopTurn();
    await loopTurn();
  }

  #call(client: number, request: Payload): Promise<Payload> {
    this.calls.push(client);
    const busy = [...this.flying.values()].map((flight) => flight.client);
    assert.not(busy.includes(client), `client ${String(client)} already has a call in flight`);
    return new Promise((resolve, reject) => {
      const settle = (error?: Error): void => {
        this.flying.delete(request);
        if (error) reject(error);
        else resolve(request);
      };
      this.flying.set(request, { client, settle });
      this.mostFlying = Math.max(this.mostFlying, this.flying.size);
    });
  }

  #settled(scheduledNs: number, request: Payload, ok: boolean): number {
    this.onRecord();
    const completedNs = ++this.nowNs;
    this.recorded.push({ client: request.id, scheduledNs, completedNs, ok });
    return completedNs;
  }
}

function payload(client: number): Payload {
  return { id: client, data: new Uint8Array(), timestampNs: 0, replySize: 0, serviceTimeNs: 0 };
}

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('should have rejected');
}

test('uses the budget exactly, with at most one call in flight for each client', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 0, max: 40 }),
      fc.infiniteStream(fc.record({ position: fc.nat(7), ok: fc.boolean() })),
      async (clients, budget, settlements) => {
        const rig = new Rig(clients, budget);
        let ended = false;
        const run = rig.run().finally(() => {
          ended = true;
        });
        await loopTurn();
        for (const { position, ok } of settlements) {
          if (rig.flying.size === 0) break;
          assert.is(rig.flying.size, Math.min(clients, budget - rig.recorded.length));
          assert.not(ended);
          await rig.settle(position % rig.flying.size, ok ? undefined : new Error('refused'));
        }
        const summary = await run;
        assert.is(summary.issued, budget);
        assert.is(summary.completed, rig.recorded.filter(({ ok }) => ok).length);
        assert.is(summary.failed, budget - summary.completed);
        assert.is(rig.recorded.length, budget);
        assert.is(rig.mostFlying, Math.min(clients, budget));
        assert.is(rig.asked, budget + 1, 'one no is for all callers');
      },
    ),
    { numRuns: 40 },
  );
});

test('a call is scheduled for the completion of the one before, the first for the start', async () => {
  const rig = new Rig(3, 12);
  const run = rig.run();
  rig.nowNs = 5000;
  for (const position of [2, 0, 0, 2, 1, 1, 0, 2, 0, 1, 0, 0]) {
    await rig.settle(position, position === 1 ? new Error('refused') : undefined);
    rig.nowNs += 500;
  }
  await run;
  for (const client of [0, 1, 2]) {
    const own = rig.recorded.filter((call) => call.client === client);
    assert.is(own[0]?.scheduledNs, 1000);
    for (const [index, call] of own.slice(1).entries()) {
      assert.is(call.scheduledNs, own[index]?.completedNs);
    }
  }
});

test('an abort ends the run though calls in flight never settle', async () => {
  const rig = new Rig(4, Infinity);
  const run = rig.run();
  await rig.settle();
  assert.is(rig.calls.length, 5);
  const reason = new Error('stop now');
  rig.abort.abort(reason);
  assert.is(await rejection(run), reason);
  await rig.settle();
  await rig.settle(0, new Error('closed'));
  assert.is(rig.calls.length, 5, 'nothing is issued after an abort');
  assert.is(rig.recorded.length, 1, 'nothing is recorded after an abort');
});

test('an abort before the start issues nothing', async () => {
  const rig = new Rig(2, 10);
  const reason = new Error('too late');
  rig.abort.abort(reason);
  assert.is(await rejection(rig.run()), reason);
  assert.is(rig.asked, 0);
});

test('listens to the signal once, and no longer than the run', async () => {
  const rig = new Rig(5, 20);
  const { signal } = rig.abort;
  let added = 0;
  let removed = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    added++;
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    removed++;
    remove(...args);
  };
  const run = rig.run();
  while (rig.flying.size > 0) await rig.settle();
  await run;
  assert.is(added, 1);
  assert.is(removed, 1);
});

for (const [method, error] of [
  ['record', undefined],
  ['fail', new Error('refused')],
] as const) {
  test(`what ${method} throws ends the run and stops the other callers`, async () => {
    const rig = new Rig(3, Infinity);
    const broken = new Error('not the answer');
    const run = rejection(rig.run());
    await rig.settle();
    rig.onRecord = () => {
      throw broken;
    };
    await rig.settle(1, error);
    assert.is(await run, broken);
    const issued = rig.calls.length;
    await rig.settle();
    await rig.settle(0, new Error('closed'));
    assert.is(rig.calls.length, issued);
  });
}

test('a caller that fails at the same instant as others issue stops them all', async () => {
  const rig = new Rig(3, Infinity, (client, request) =>
    client === 0 ? Promise.reject(new Error('refused')) : Promise.resolve(request),
  );
  const broken = new Error('tolerates no more');
  let others = 0;
  let atThrow = NaN;
  const options: LoadOptions = {
    ...rig.options,
    record: () => {
      others++;
      return 0;
    },
    fail: () => {
      atThrow = others;
      throw broken;
    },
  };
  assert.is(await rejection(closedLoad.run(options)), broken);
  await loopTurn();
  assert.is(others, atThrow);
});

test('a call that throws instead of rejecting is a failed call', async () => {
  const rig = new Rig(1, 2, () => {
    throw new Error('not open');
  });
  assert.equal(await rig.run(), { issued: 2, completed: 0, failed: 2 });
});

test('calls that fail at once leave the event loop turning', async () => {
  const rig = new Rig(3, Infinity, () => Promise.reject(new Error('refused')));
  const run = rejection(rig.run());
  const reason = new Error('time is up');
  let asked = NaN;
  setTimeout(() => {
    asked = rig.asked;
    rig.abort.abort(reason);
  }, 1);
  assert.is(await run, reason);
  assert.ok(rig.recorded.length > 0);
  await loopTurn();
  assert.is(rig.asked, asked, 'nothing is issued after an abort');
});

test('calls that succeed at once leave the event loop turning', async () => {
  const rig = new Rig(3, Infinity, (_, request) => Promise.resolve(request));
  const run = rejection(rig.run());
  const reason = new Error('time is up');
  let asked = NaN;
  setTimeout(() => {
    asked = rig.asked;
    rig.abort.abort(reason);
  }, 1);
  assert.is(await run, reason);
  assert.ok(rig.recorded.length > 0);
  await loopTurn();
  assert.is(rig.asked, asked, 'nothing is issued after an abort');
});

test.run();
