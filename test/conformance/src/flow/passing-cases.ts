import assert from 'node:assert/strict';
import { getEventListeners, setMaxListeners } from 'node:events';
import type { Call } from '@wiretax/core';
import type { Case } from '../cases.js';
import { rejected } from '../deferred.js';
import { type Patience, quiet } from '../patience.js';
import { FlowBench, type Wrap } from './flow-bench.js';
import { request } from './inner-calls.js';
import { issue, type Outcome } from './outcome.js';

/** What goes through a flow control, whether it limits anything or not. */
export function passingCases(wrap: () => Wrap, patience: Patience): readonly Case[] {
  const bench = (): FlowBench => new FlowBench(wrap(), patience);
  const throughAlone = async (inner: Call): Promise<Outcome> => {
    const outcome = issue(wrap()(inner), 0, request(1));
    await patience.until(
      () => outcome.settled > 0,
      'a call never settles although that of the transport has',
    );
    return outcome;
  };
  return [
    {
      name: 'hands client, request and signal on as they are',
      run: async () => {
        const seen: Parameters<Call>[] = [];
        const call = wrap()((...args) => {
          seen.push(args);
          return Promise.resolve(args[1]);
        });
        const sent = request(7);
        const { signal } = new AbortController();
        const outcome = issue(call, 3, sent, signal);
        await patience.until(() => outcome.settled > 0, 'a call never settles');
        const [got] = seen;
        assert.ok(got, 'a call settles without having reached the transport');
        assert.equal(got[0], 3, 'the transport must be given the number of the client');
        assert.ok(
          got[1] === sent,
          'the transport must be given the very request: its sender stamps and compares it',
        );
        assert.deepEqual(sent, request(7), 'the request must not be changed on the way');
        assert.ok(got[2] === signal, 'the transport must be given the signal, or nobody can abort the call');
      },
    },
    {
      name: 'gives each call the reply to its own request',
      run: async () => {
        const it = bench();
        for (let client = 0; client < 30; client += 1) it.issue(client);
        await it.drain('after all calls in flight were answered');
        for (const [id, outcome] of it.outcomes.entries()) {
          const flight = it.inner.started.find((one) => one.request.id === id);
          const right = outcome.reply !== undefined && outcome.reply === flight?.answer;
          const got = `got ${outcome.reply ? `the reply to call ${String(outcome.reply.id)}` : 'no reply'}`;
          assert.ok(right, `call ${String(id)} must get what the transport replied to it, but ${got}`);
        }
      },
    },
    {
      name: 'passes errors through as they are, undefined too',
      run: async () => {
        for (const error of [new Error('connection reset'), undefined]) {
          const { rejection } = await throughAlone(() => rejected(error));
          assert.ok(rejection, `a call that rejects with ${String(error)} must reject`);
          const got = String(rejection[0]);
          assert.ok(
            rejection[0] === error,
            `a rejection with ${String(error)} must pass through, but came as ${got}`,
          );
        }
      },
    },
    {
      name: 'passes on what the transport throws at once',
      run: async () => {
        const error = new Error('not connected');
        const { rejection } = await throughAlone(() => {
          throw error;
        });
        assert.ok(rejection?.[0] === error, 'what the transport throws must reach the caller as it is');
      },
    },
    {
      name: 'asks the transport once for each call, also if that fails',
      run: async () => {
        for (const answer of [() => Promise.resolve(request(1)), () => Promise.reject(new Error('reset'))]) {
          let asked = 0;
          await throughAlone(() => {
            asked += 1;
            return answer();
          });
          await quiet();
          assert.equal(
            asked,
            1,
            'a call must reach the transport exactly once: none is lost, none is repeated',
          );
        }
      },
    },
    {
      name: 'settles each call once',
      run: async () => {
        const it = bench();
        for (let client = 0; client < 30; client += 1) it.issue(client);
        await it.drain('after all calls in flight were answered');
        await quiet();
        const most = Math.max(...it.outcomes.map(({ settled }) => settled));
        assert.equal(most, 1, `a call settles ${String(most)} times; it must settle exactly once`);
      },
    },
    {
      name: 'settles a thousand calls that come at once',
      run: async () => {
        const it = bench();
        for (let client = 0; client < 1000; client += 1) it.issue(client);
        await it.drain('of a thousand calls that come at once');
        assert.equal(new Set(it.inner.ids).size, 1000, 'each of a thousand calls must reach the transport');
        assert.equal(it.inner.ids.length, 1000, 'no call may reach the transport twice');
      },
    },
    {
      name: 'two wraps share nothing',
      run: async () => {
        const wrapOnce = wrap();
        const first = new FlowBench(wrapOnce, patience);
        const second = new FlowBench(wrapOnce, patience);
        for (let client = 0; client < 1000; client += 1) first.issue(client);
        second.issue(0);
        await second.starts(1, 'calls of one wrap hold up those of another, or go to its transport');
        await second.drain('after its transport replied');
      },
    },
    {
      name: 'can be wrapped in itself',
      run: async () => {
        const wrapOnce = wrap();
        const it = new FlowBench((call) => wrapOnce(wrapOnce(call)), patience);
        for (let client = 0; client < 30; client += 1) it.issue(client);
        await it.drain('wrapped twice');
        const failed = it.outcomes.find(({ rejection }) => rejection !== undefined);
        assert.ok(!failed, `wrapped twice, a call fails: ${String(failed?.rejection?.[0])}`);
      },
    },
    {
      name: 'leaves no listener on the signal',
      run: async () => {
        const it = bench();
        const { signal } = new AbortController();
        setMaxListeners(0, signal);
        for (let client = 0; client < 100; client += 1) it.issue(client, signal);
        await it.drain('with a signal');
        await quiet();
        const left = getEventListeners(signal, 'abort').length;
        assert.equal(left, 0, `after 100 calls ${String(left)} listeners are left on their signal`);
      },
    },
  ];
}
