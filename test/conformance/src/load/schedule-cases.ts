import assert from 'node:assert/strict';
import type { LoadModel } from '@wiretax/core';
import type { Case } from '../cases.js';
import { quiet } from '../patience.js';
import { HangingCalls } from './hanging-calls.js';
import type { LoadRig } from './issuing-cases.js';
import { type Issued, type LoadBench, soon } from './load-bench.js';

/** When calls are due. */
export function scheduleCases(rig: LoadRig, kind: LoadModel['kind']): readonly Case[] {
  const { on, finish } = rig;
  return [
    {
      name: 'takes the time from now alone',
      run: () =>
        on({ budget: 10 }, async (bench) => {
          await finish(bench);
          const [first] = bench.issued;
          assert.ok(
            first?.scheduledNs !== undefined,
            'a call is recorded with the instant for which it was scheduled',
          );
          const sinceStartNs = first.scheduledNs - bench.startNs;
          assert.ok(
            sinceStartNs >= 0 && first.scheduledNs <= first.issuedNs,
            `the first call is due between the start and its request by the clock of now, not ${String(sinceStartNs)} ns after the start`,
          );
        }),
    },
    {
      name: 'takes chance from random alone',
      run: async () => {
        const runs: unknown[] = [];
        for (let again = 0; again < 2; again += 1) {
          await on({ clients: 8, budget: 24, seed: 42 }, async (bench) => {
            await finish(bench);
            runs.push(kind === 'open' ? wholeMicroseconds(bench) : bench.issued.map(({ client }) => client));
          });
        }
        assert.deepEqual(runs[1], runs[0], 'with the same seed the schedule must be the same: use random()');
      },
    },
    ...(kind === 'open' ? openCases(rig) : closedCases(rig)),
  ];
}

function closedCases({ on, finish, load, patience }: LoadRig): readonly Case[] {
  return [
    {
      name: 'schedules each call for the completion of the last one of its caller',
      run: () => {
        const treat: typeof soon = async (request) => {
          const reply = await soon(request);
          if (request.id % 5 === 4) throw new Error('reset');
          return reply;
        };
        return on({ budget: 60, treat }, async (bench) => {
          await finish(bench);
          for (const client of [0, 1, 2]) {
            const own = bench.issued.filter((issued) => issued.client === client);
            for (const [index, { scheduledNs = NaN }] of own.slice(1).entries()) {
              const endedNs = own[index]?.endedNs ?? NaN;
              const lateNs = `${String(scheduledNs - endedNs)} ns later`;
              const meaning =
                'a call is due when the last one of its caller ended, which record and fail return';
              assert.ok(scheduledNs === endedNs, `${meaning}; it was scheduled ${lateNs}`);
            }
          }
        });
      },
    },
    {
      name: 'has one call of a caller in flight at a time',
      run: async () => {
        const hanging = new HangingCalls();
        await on({ budget: 30, treat: hanging.treat }, async (bench) => {
          const run = finish(bench);
          run.catch(() => undefined);
          const answered = patience.until(() => {
            hanging.replyToAll();
            return bench.completed.length >= 30;
          }, 'calls must go on when they are answered');
          await Promise.all([run, answered]);
          const most = String(hanging.mostOfOne);
          assert.equal(
            hanging.mostOfOne,
            1,
            `a caller has ${most} calls in flight; under closed load it has one`,
          );
        });
      },
    },
    {
      name: 'lets each caller go on as soon as its own call has returned',
      run: async () => {
        const hanging = new HangingCalls();
        await on({ budget: 30, treat: hanging.treat }, async (bench) => {
          bench.run(load()).catch(() => undefined);
          await patience.until(() => hanging.all.length >= 3, 'three callers make three calls');
          await patience.until(() => {
            for (const call of [...hanging.flying]) if (call.client === 1) call.reply();
            return hanging.all.length >= 30;
          }, 'a caller whose call has returned must not wait for those of others');
          hanging.replyToAll();
          await quiet();
        });
      },
    },
  ];
}

function openCases({ on, finish, load, patience }: LoadRig): readonly Case[] {
  return [
    {
      name: 'issues calls that are due while earlier ones hang',
      run: async () => {
        const hanging = new HangingCalls();
        await on({ budget: 20, treat: hanging.treat }, async (bench) => {
          bench.run(load()).catch(() => undefined);
          await patience.until(
            () => hanging.all.length === 20,
            'under open load calls are due at planned instants, whether or not earlier ones have returned',
          );
          hanging.replyToAll();
          await quiet();
        });
      },
    },
    {
      name: 'leaves planned instants where they are when it falls behind',
      run: async () => {
        const planned: number[][] = [];
        for (const stallNs of [0, 10e9]) {
          await on({ budget: 20, seed: 7 }, async (bench) => {
            bench.onRequest = (number) => {
              if (number === 5) bench.skip(stallNs);
            };
            await finish(bench);
            planned.push(wholeMicroseconds(bench));
          });
        }
        assert.deepEqual(
          planned[1],
          planned[0],
          'when the generator stalls, calls keep the instants for which they were planned: that is what lag is',
        );
      },
    },
    {
      name: 'issues no call before it is due',
      run: () =>
        on({ budget: 40 }, async (bench) => {
          await finish(bench);
          for (const { scheduledNs = NaN, issuedNs, request } of bench.issued) {
            const earlyNs = `${String(scheduledNs - issuedNs)} ns early`;
            assert.ok(scheduledNs <= issuedNs, `call ${String(request.id)} is issued ${earlyNs}`);
          }
        }),
    },
  ];
}

/** Planned instants from the first on, µs: rounding of large numbers of ns is no difference. */
function wholeMicroseconds({ issued }: LoadBench): number[] {
  const instantOf = ({ scheduledNs = NaN }: Issued): number => scheduledNs;
  const [first] = issued;
  const firstNs = first ? instantOf(first) : NaN;
  return issued.map((one) => Math.round((instantOf(one) - firstNs) / 1000));
}
