import assert from 'node:assert/strict';
import type { LoadModel, LoadSummary, Payload } from '@wiretax/core';
import type { Case } from '../cases.js';
import { rejected } from '../deferred.js';
import { type Patience, quiet } from '../patience.js';
import { HangingCalls } from './hanging-calls.js';
import { type LoadBench, type Script, soon } from './load-bench.js';

/** What the cases of a load work with. */
export interface LoadRig {
  readonly load: () => LoadModel;
  readonly patience: Patience;
  /** Does `work` on a bench, and takes the bench away whatever happens. */
  readonly on: (script: Script, work: (bench: LoadBench) => Promise<void>) => Promise<void>;
  /** The summary of a run that must end by itself. */
  readonly finish: (bench: LoadBench, complaint?: string) => Promise<LoadSummary>;
}

/** Which calls are issued, and that each is accounted for. */
export function issuingCases({ load, patience, on, finish }: LoadRig): readonly Case[] {
  return [
    {
      name: 'asks next, makes a request, calls, then records: each once and in this order',
      run: () =>
        on({ budget: 40, treat: everyFourthFails }, async (bench) => {
          await finish(bench);
          assert.deepEqual(
            bench.disorder,
            [],
            'the order for each call is: next, request, call, record or fail',
          );
          const forgotten = bench.issued.filter(({ ended }) => ended === 0).length;
          assert.equal(forgotten, 0, `${String(forgotten)} calls are neither recorded nor failed`);
        }),
    },
    {
      name: 'issues as many calls as next allows',
      run: () =>
        on({ budget: 40 }, async (bench) => {
          await finish(bench);
          const issued = String(bench.issued.length);
          const allowed = `next said yes ${String(bench.allowed)} times of 40`;
          assert.ok(
            bench.issued.length === bench.allowed && bench.allowed === 40,
            `each yes of next is one call, but ${issued} calls are issued and ${allowed}`,
          );
        }),
    },
    {
      name: 'issues nothing after next has said no',
      run: () =>
        on({ budget: 40, yesAfterNo: 6 }, async (bench) => {
          await finish(bench);
          assert.ok(bench.refusals > 0, 'next must be asked until it says no: it decides when a window ends');
          const more = String(bench.issuedAfterRefusal);
          assert.ok(
            bench.issuedAfterRefusal === 0,
            `${more} requests are made after next has said no; that is final`,
          );
        }),
    },
    {
      name: 'says how many calls it issued, completed and failed',
      run: () =>
        on({ budget: 40, treat: everyFourthFails }, async (bench) => {
          const { issued, completed, failed } = await finish(bench);
          assert.deepEqual(
            { issued, completed, failed },
            { issued: bench.issued.length, completed: bench.completed.length, failed: bench.failed.length },
            'the summary must be what was issued, recorded and failed',
          );
        }),
    },
    {
      name: 'ends when the calls that it issued have settled, not before',
      run: async () => {
        const hanging = new HangingCalls();
        await on({ budget: 3, treat: hanging.treat }, async (bench) => {
          let ended = false;
          const run = finish(bench).finally(() => {
            ended = true;
          });
          run.catch(() => undefined);
          await patience.until(() => hanging.all.length >= 3 || ended, 'three callers issue three calls');
          if (hanging.all.length < 3) await run;
          for (const call of hanging.all.slice(0, 2)) call.reply();
          await quiet();
          assert.ok(!ended, 'the run ends while a call is in flight');
          hanging.replyToAll();
          await run;
        });
      },
    },
    {
      name: 'uses every caller, numbered from 0',
      run: () =>
        on({ budget: 120 }, async (bench) => {
          await finish(bench);
          const used = [...new Set(bench.issued.map(({ client }) => client))].sort((a, b) => a - b);
          assert.deepEqual(
            used,
            [0, 1, 2],
            `three callers are 0, 1 and 2, but these call: ${used.join(', ')}`,
          );
        }),
    },
    {
      name: 'hands a failed call to fail with its error, and goes on',
      run: () => {
        const errors = [new Error('reset'), undefined, new Error('refused')];
        const treat = async (request: Payload): Promise<never> => {
          await soon(request);
          return rejected(errors[request.id % 3]);
        };
        return on({ budget: 12, treat }, async (bench) => {
          await finish(bench, 'a run whose calls fail must go on to its end');
          assert.equal(bench.completed.length, 0, 'a call that failed must not be recorded as completed');
          assert.equal(bench.failed.length, 12, 'each of 12 calls that fail must be given to fail');
          for (const { issued, error } of bench.failed) {
            const right = error === errors[issued.request.id % 3];
            assert.ok(right, `fail must be given what the call rejected with, not ${String(error)}`);
          }
        });
      },
    },
    {
      name: 'ends at once when next allows no call',
      run: () =>
        on({ budget: 0 }, async (bench) => {
          const summary = await finish(bench, 'a run must end when next allows no call at all');
          assert.deepEqual(summary, { issued: 0, completed: 0, failed: 0 }, 'no call was issued');
          assert.equal(bench.issued.length, 0, 'a request is made though next allows none');
        }),
    },
    {
      name: 'works with a single caller',
      run: () =>
        on({ clients: 1, budget: 20 }, async (bench) => {
          const { completed } = await finish(bench, 'a run of one caller must end');
          assert.equal(completed, 20, 'one caller completes 20 calls');
          assert.ok(
            bench.issued.every(({ client }) => client === 0),
            'the only caller is 0',
          );
        }),
    },
    {
      name: 'works with a thousand callers',
      run: () =>
        on({ clients: 1000, budget: 2000 }, async (bench) => {
          const kind = load().kind;
          const { completed } = await finish(bench, 'a run of a thousand callers must end');
          assert.equal(completed, bench.issued.length, 'all calls of a thousand callers complete');
          const used = new Set(bench.issued.map(({ client }) => client));
          const inRange = [...used].every(
            (client) => Number.isInteger(client) && client >= 0 && client < 1000,
          );
          assert.ok(inRange, 'a thousand callers have the numbers 0 to 999');
          // Under open load chance may pass some over.
          const enough = kind === 'open' ? 500 : 1000;
          assert.ok(used.size >= enough, `of a thousand callers only ${String(used.size)} ever call`);
        }),
    },
  ];
}

async function everyFourthFails(request: Payload): Promise<Payload> {
  const reply = await soon(request);
  if (request.id % 4 === 3) throw new Error('reset');
  return reply;
}
