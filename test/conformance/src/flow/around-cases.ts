import assert from 'node:assert/strict';
import type { Call, FlowControl, FlowOptions, Handler, Payload } from '@wiretax/core';
import type { Case } from '../cases.js';
import type { Patience } from '../patience.js';

type Inner = (handler: Handler) => Call;

/** What a flow owes that changes what goes over the wire, with its two halves put together. */
export function aroundCases(
  flow: () => FlowControl,
  told: () => FlowOptions,
  patience: Patience,
): readonly Case[] {
  const build = (handler: Handler, inner: Inner): Call => {
    const it = flow();
    const options = told();
    const call = inner(it.serve?.(handler, { options: options.options }) ?? handler);
    return it.around?.(call, options) ?? call;
  };
  const ask = (call: Call, id: number, complaint: string): Promise<Payload> =>
    patience.forResult(called(call, id), complaint);
  return [
    {
      name: 'gives each of a thousand calls at once the reply to its own request',
      run: async () => {
        const call = build(echo, overWire);
        const ids = Array.from({ length: 1000 }, (_, id) => id + 1);
        const replies = await Promise.all(ids.map((id) => ask(call, id, settles)));
        for (const [index, reply] of replies.entries()) assertReply(reply, index + 1);
      },
    },
    {
      name: 'gives a single call its reply',
      run: async () => {
        const call = build(echo, overWire);
        for (let id = 1; id <= 3; id += 1) assertReply(await ask(call, id, settles), id);
      },
    },
    {
      name: 'rejects when the inner call does, and goes on',
      run: async () => {
        let broken = true;
        const call = build(echo, (handler) => {
          const right = overWire(handler);
          return (...args) => (broken ? Promise.reject(new Error('connection refused')) : right(...args));
        });
        await assertRejects(ask(call, 1, settles), 'connection refused');
        broken = false;
        assertReply(await ask(call, 2, settles), 2);
      },
    },
    {
      name: 'rejects when the inner call throws, and goes on',
      run: async () => {
        let broken = true;
        const call = build(echo, (handler) => {
          const right = overWire(handler);
          return (...args) => {
            if (broken) throw new Error('not open');
            return right(...args);
          };
        });
        await assertRejects(ask(call, 1, settles), 'not open');
        broken = false;
        assertReply(await ask(call, 2, settles), 2);
      },
    },
    {
      name: 'rejects when the handler throws, and goes on',
      run: async () => {
        const call = build((request) => {
          if (request.id === 1) throw new Error('handler says no');
          return echo(request);
        }, overWire);
        await assertRejects(ask(call, 1, settles), undefined);
        assertReply(await ask(call, 2, settles), 2);
      },
    },
  ];
}

const settles = 'a call must settle';
const sizeOf = (id: number): number => (id * 37) % 500;

async function called(call: Call, id: number): Promise<Payload> {
  const data = new Uint8Array(64).fill(id);
  return call(id % 8, { id, data, timestampNs: 1000 + id, replySize: sizeOf(id), serviceTimeNs: 0 });
}

const echo: Handler = ({ id, data, replySize }) => ({
  id,
  data: new Uint8Array(replySize).fill(data[0] ?? 0),
  timestampNs: 5000 + id,
  replySize,
  serviceTimeNs: 0,
});

/** Both ways as bytes would go: nothing is the same object at the other end. */
const overWire: Inner = (handler) => async (_, request) => {
  const copy = (payload: Payload): Payload => ({ ...payload, data: payload.data.slice() });
  await Promise.resolve();
  return copy(await handler(copy(request)));
};

function assertReply(reply: Payload, id: number): void {
  assert.equal(reply.id, id, `the reply to request ${String(id)} is that to another`);
  assert.equal(reply.data.length, sizeOf(id), `the reply to request ${String(id)} has another size`);
  const right = reply.data.every((byte) => byte === (id & 255));
  assert.ok(right, `the reply to request ${String(id)} carries other bytes`);
}

async function assertRejects(work: Promise<unknown>, reason: string | undefined): Promise<void> {
  const [thrown] = await work.then(
    () => [],
    (error: unknown) => [error],
  );
  assert.ok(thrown instanceof Error, 'the call must reject with an Error');
  if (reason !== undefined) assert.match(thrown.message, new RegExp(reason));
  else assert.notEqual(thrown.message, settles);
}
