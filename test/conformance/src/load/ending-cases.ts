import assert from 'node:assert/strict';
import type { Payload } from '@wiretax/core';
import type { Case } from '../cases.js';
import { quiet } from '../patience.js';
import { HangingCalls } from './hanging-calls.js';
import type { LoadRig } from './issuing-cases.js';
import { type LoadBench, soon } from './load-bench.js';

/** How a run ends that does not come to its end. */
export function endingCases({ load, patience, on }: LoadRig): readonly Case[] {
  const reason = new Error('interrupted');

  const rejects = async (run: Promise<unknown>, wanted: Error, complaint: string): Promise<void> => {
    const outcome = run.then(
      () => ['resolved'],
      (error: unknown) => [error],
    );
    const [got] = await patience.forResult(outcome, `${complaint}, but it never settles`);
    assert.ok(got === wanted, `${complaint}, not with ${String(got)}`);
  };
  /** Nothing is issued from now on, though planned instants pass. */
  const staysQuiet = async (bench: LoadBench, meanwhile: () => void, complaint: string): Promise<void> => {
    const before = bench.issued.length;
    meanwhile();
    const untilNs = bench.nowNs() + 10e6;
    await patience.until(() => bench.nowNs() > untilNs, 'time passes');
    await quiet();
    const more = bench.issued.length - before;
    assert.equal(more, 0, `${complaint}, but ${String(more)} more requests are made`);
  };
  const endsWithError = (treat: (request: Payload) => Promise<Payload>, method: 'record' | 'fail'): Case => ({
    name: `ends with what ${method} throws, and issues no more`,
    run: () =>
      on({ treat }, async (bench) => {
        const error = new Error(`${method} tolerates no more`);
        const calls = method === 'record' ? bench.completed : bench.failed;
        const limit = (): void => {
          if (calls.length >= 10) throw error;
        };
        bench.onRecord = limit;
        bench.onFail = limit;
        await rejects(bench.run(load()), error, `when ${method} throws, the run must reject with that error`);
        await staysQuiet(bench, () => undefined, `when ${method} has thrown, nothing more may be issued`);
      }),
  });

  return [
    {
      name: 'rejects with the reason and issues nothing when the signal has aborted before the start',
      run: () =>
        on({}, async (bench) => {
          bench.abort.abort(reason);
          await rejects(bench.run(load()), reason, 'the run must reject with the reason of its signal');
          assert.equal(
            bench.issued.length,
            0,
            'a request is made though the signal had aborted before the start',
          );
        }),
    },
    {
      name: 'rejects with the reason when the signal aborts, though calls hang',
      run: async () => {
        const hanging = new HangingCalls();
        await on({ treat: hanging.treat }, async (bench) => {
          const run = bench.run(load());
          run.catch(() => undefined);
          await patience.until(() => hanging.all.length > 0, 'calls are issued');
          bench.abort.abort(reason);
          await rejects(run, reason, 'the run must reject with the reason of its signal, whatever hangs');
        });
      },
    },
    {
      name: 'issues nothing after the signal has aborted',
      run: async () => {
        const hanging = new HangingCalls();
        await on({ treat: hanging.treat }, async (bench) => {
          bench.run(load()).catch(() => undefined);
          await patience.until(() => hanging.all.length > 0, 'calls are issued');
          bench.abort.abort(reason);
          await quiet();
          const release = (): void => {
            for (const [index, call] of [...hanging.flying].entries()) {
              if (index % 2 === 0) call.reply();
              else call.fail(new Error('closed'));
            }
          };
          await staysQuiet(bench, release, 'after an abort nothing more may be issued');
        });
      },
    },
    {
      name: 'keeps the event loop turning when calls settle at once',
      run: async () => {
        const atOnce = [
          (request: Payload) => Promise.resolve({ ...request }),
          () => Promise.reject(new Error('connection refused')),
        ];
        for (const treat of atOnce) {
          await on({ budget: 200_000, treat }, async (bench) => {
            setImmediate(() => {
              bench.abort.abort(reason);
            });
            const complaint =
              'a run whose calls settle at once must let the event loop turn: an abort gets through';
            await rejects(bench.run(load()), reason, complaint);
          });
        }
      },
    },
    endsWithError(soon, 'record'),
    endsWithError(async (request) => {
      await soon(request);
      throw new Error('reset');
    }, 'fail'),
  ];
}
