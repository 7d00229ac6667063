import { setImmediate as loopTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Call, Payload } from '@wiretax/core';
import { semaphore } from './semaphore.js';

function payload(id: number): Payload {
  return { id, data: new Uint8Array(), timestampNs: 0, replySize: 0, serviceTimeNs: 0 };
}

interface Flight {
  readonly id: number;
  readonly signal: AbortSignal | undefined;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** The inner call: counts who is in it, settles them when told to. */
class Inner {
  readonly flying: Flight[] = [];
  readonly started: number[] = [];
  readonly throwing = new Set<number>();
  most = 0;

  readonly call: Call = (_, request, signal) => {
    this.started.push(request.id);
    if (this.throwing.has(request.id)) throw new Error(`threw ${String(request.id)}`);
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.flying.splice(this.flying.indexOf(flight), 1);
      };
      const flight: Flight = {
        id: request.id,
        signal,
        resolve: () => {
          leave();
          resolve({ ...request, replySize: request.id });
        },
        reject: (error) => {
          leave();
          reject(error);
        },
      };
      this.flying.push(flight);
      this.most = Math.max(this.most, this.flying.length);
    });
  };
}

/** How a call ended, and how often it did. */
interface Outcome {
  settled: number;
  value?: unknown;
}

function outcomeOf(start: () => Promise<Payload>): Outcome {
  const outcome: Outcome = { settled: 0 };
  const settle = (value: unknown): void => {
    outcome.settled++;
    outcome.value = value;
  };
  try {
    start().then((reply) => {
      settle(`reply ${String(reply.id)}`);
    }, settle);
  } catch (error) {
    settle(error);
  }
  return outcome;
}

const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('arrive' as const), abortable: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('arrive-throwing' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('arrive-aborted' as const) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('resolve' as const), at: fc.nat(9) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('reject' as const), at: fc.nat(9) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('abort' as const), at: fc.nat(30) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('microtask' as const) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('turn' as const) }) },
  ),
  { minLength: 1, maxLength: 80 },
);

test('honours the limit, keeps the order, loses and doubles nothing, ends with nothing held', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), steps, async (maxInflight, script) => {
      const inner = new Inner();
      const call = semaphore.wrap(inner.call, { maxInflight });
      const outcomes: Outcome[] = [];
      const aborts: (AbortController | undefined)[] = [];
      const abortedWaiting = new Set<number>();
      const arrive = (abort?: AbortController): void => {
        const id = outcomes.length;
        aborts.push(abort);
        outcomes.push(outcomeOf(() => call(0, payload(id), abort?.signal)));
      };
      const abort = (id: number): void => {
        const controller = aborts[id];
        if (!controller || controller.signal.aborted) return;
        if (!inner.started.includes(id)) abortedWaiting.add(id);
        controller.abort(`aborted ${String(id)}`);
      };
      for (const step of script) {
        if (step.kind === 'arrive') arrive(step.abortable ? new AbortController() : undefined);
        if (step.kind === 'arrive-throwing') {
          inner.throwing.add(outcomes.length);
          arrive();
        }
        if (step.kind === 'arrive-aborted') {
          const startedBefore = inner.started.length;
          const controller = new AbortController();
          controller.abort(`aborted ${String(outcomes.length)}`);
          arrive(controller);
          if (inner.started.length === startedBefore) abortedWaiting.add(outcomes.length - 1);
        }
        if (step.kind === 'resolve') inner.flying[step.at]?.resolve();
        if (step.kind === 'reject') {
          const flight = inner.flying[step.at];
          flight?.reject(new Error(`refused ${String(flight.id)}`));
        }
        if (step.kind === 'abort') abort(step.at);
        if (step.kind === 'microtask') await Promise.resolve();
        if (step.kind === 'turn') {
          await loopTurn();
          const unsettled = outcomes.filter(({ settled }) => settled === 0).length;
          assert.is(inner.flying.length, Math.min(maxInflight, unsettled), 'no slot idle while a call waits');
        }
      }
      await loopTurn();
      while (outcomes.some(({ settled }) => settled === 0)) {
        assert.ok(inner.flying.length > 0, 'a waiting call was lost');
        inner.flying[0]?.resolve();
        await loopTurn();
      }
      assert.ok(inner.most <= maxInflight);
      const expected = outcomes.map((_, id) => id).filter((id) => !abortedWaiting.has(id));
      assert.equal(inner.started, expected, 'first come, first served, each once');
      for (const [id, { settled, value }] of outcomes.entries()) {
        assert.is(settled, 1);
        const text = value instanceof Error ? value.message : value;
        if (abortedWaiting.has(id)) assert.is(text, `aborted ${String(id)}`);
        else if (inner.throwing.has(id)) assert.is(text, `threw ${String(id)}`);
        else assert.ok(text === `reply ${String(id)}` || text === `refused ${String(id)}`);
      }
      const before = inner.started.length;
      for (let extra = 0; extra <= maxInflight; extra++) arrive();
      assert.is(
        inner.started.length - before,
        maxInflight,
        'all slots are free again, and no more than that',
      );
    }),
    { numRuns: 500 },
  );
});

test('passes client, request and signal on, and the very promise when a slot is free', () => {
  const seen: unknown[] = [];
  const reply = Promise.resolve(payload(1));
  const call = semaphore.wrap(
    (...args) => {
      seen.push(...args);
      return reply;
    },
    { maxInflight: 1 },
  );
  const request = payload(7);
  const { signal } = new AbortController();
  assert.is(call(3, request, signal), reply);
  assert.equal(seen, [3, request, signal]);
});

test('the caller of the call that ended goes on before the next call starts', async () => {
  const order: string[] = [];
  const inner = new Inner();
  const call = semaphore.wrap(
    (client, request) => {
      order.push(`start ${String(request.id)}`);
      return inner.call(client, request);
    },
    { maxInflight: 1 },
  );
  const consumed = [0, 1, 2].map(async (id) => {
    await call(0, payload(id));
    order.push(`end ${String(id)}`);
  });
  for (let id = 0; id < 3; id++) {
    inner.flying[0]?.resolve();
    await loopTurn();
  }
  await Promise.all(consumed);
  assert.equal(order, ['start 0', 'end 0', 'start 1', 'end 1', 'start 2', 'end 2']);
});

test('a call that started is no longer listened for', async () => {
  const inner = new Inner();
  const call = semaphore.wrap(inner.call, { maxInflight: 1 });
  const abort = new AbortController();
  const first = call(0, payload(0));
  const second = outcomeOf(() => call(0, payload(1), abort.signal));
  inner.flying[0]?.resolve();
  await first;
  await loopTurn();
  assert.is(inner.flying[0]?.signal, abort.signal);
  abort.abort();
  await loopTurn();
  assert.is(second.settled, 0, 'the inner call answers for its own aborts');
  inner.flying[0]?.resolve();
  await loopTurn();
  assert.is(second.value, 'reply 1');
});

test('a hundred thousand waiting calls are served in order', async () => {
  const count = 100_000;
  let inflight = 0;
  let most = 0;
  let expected = 0;
  const call = semaphore.wrap(
    async (_, request) => {
      assert.is(request.id, expected++);
      most = Math.max(most, ++inflight);
      await Promise.resolve();
      inflight--;
      return request;
    },
    { maxInflight: 3 },
  );
  await Promise.all(Array.from({ length: count }, (_, id) => call(0, payload(id))));
  assert.is(expected, count);
  assert.is(most, 3);
});

test.run();
