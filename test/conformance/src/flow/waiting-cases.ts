import assert from 'node:assert/strict';
import type { Case } from '../cases.js';
import { type Patience, quiet } from '../patience.js';
import { abortReason, FlowBench, type Wrap } from './flow-bench.js';
import type { Outcome } from './outcome.js';

/** In which order waiting calls go on, and what becomes of those that are aborted. */
export function waitingCases(wrap: () => Wrap, patience: Patience, limit: number): readonly Case[] {
  const bench = (): FlowBench => new FlowBench(wrap(), patience);

  /** A bench whose places are taken, and the ids of the calls that wait. */
  const crowded = async (): Promise<{ it: FlowBench; waiting: number[] }> => {
    const it = bench();
    it.abortable = true;
    const outcomes = await it.fill(limit);
    return { it, waiting: outcomes.map((outcome) => it.outcomes.indexOf(outcome)) };
  };
  const outcomeOf = (it: FlowBench, id: number): Outcome => {
    const outcome = it.outcomes[id];
    assert.ok(outcome);
    return outcome;
  };

  return [
    {
      name: 'rejects a waiting call that is aborted, soon and with the reason',
      run: async () => {
        const { it, waiting } = await crowded();
        for (const id of waiting) {
          it.abort(id);
          const outcome = outcomeOf(it, id);
          await it.settles(
            outcome,
            'a call that waits must reject when its signal aborts, not when its turn comes',
          );
          const got = String(outcome.rejection?.[0]);
          assert.ok(
            outcome.rejection?.[0] === abortReason,
            `it must reject with the reason of the signal, not ${got}`,
          );
        }
      },
    },
    {
      name: 'rejects a call at once that comes aborted when all places are taken',
      run: async () => {
        const { it } = await crowded();
        const outcome = it.issue(0, AbortSignal.abort(abortReason));
        await it.settles(
          outcome,
          'a call that comes aborted must reject, not wait: its signal never aborts again',
        );
        const got = String(outcome.rejection?.[0]);
        assert.ok(
          outcome.rejection?.[0] === abortReason,
          `it must reject with the reason of the signal, not ${got}`,
        );
      },
    },
    {
      name: 'never lets a call through that was aborted while it waited',
      run: async () => {
        const { it, waiting } = await crowded();
        const aborted = waiting.filter((_, index) => index % 2 === 0);
        for (const id of aborted) it.abort(id);
        for (let round = 0; round <= waiting.length; round += 1) {
          for (const flight of it.inner.flying) flight.reply();
          await quiet();
        }
        const reached = aborted.filter((id) => it.inner.ids.includes(id)).length;
        assert.equal(reached, 0, `${String(reached)} calls reach the transport after they were aborted`);
      },
    },
    {
      name: 'gives the place of an aborted call to the next',
      run: async () => {
        const { it } = await crowded();
        const places = it.inner.flying.size;
        await it.drain('after all calls in flight were answered');
        for (let round = 0; round < 2 * limit; round += 1) {
          const waiting = await it.fill(limit);
          for (const outcome of waiting) it.abort(it.outcomes.indexOf(outcome));
          await it.drain('the place of a call that was aborted while it waited must go to the next');
        }
        const left = await it.places(limit);
        const lost = `of ${String(places)} places ${String(left)} are left`;
        assert.equal(left, places, `a call that was aborted while it waited must not take a place: ${lost}`);
      },
    },
    {
      name: 'lets waiting calls through in the order they came',
      run: async () => {
        const it = bench();
        for (let call = 0; call < 10 * limit; call += 1) it.issue(0);
        await it.drain('after all calls in flight were answered');
        assertInOrder(it.inner.ids, 'waiting calls must go on in the order they came');
      },
    },
    {
      name: 'is fair to many clients that call again and again',
      run: async () => {
        const it = bench();
        const callsOfEach = 10;
        const callAgain = (client: number, left: number): void => {
          if (left === 0) return;
          it.issue(client, undefined, () => {
            // At once, or some microtasks after the reply: there must be no gap into which a newcomer fits.
            let later = (): void => callAgain(client, left - 1);
            for (let delay = client % 3; delay > 0; delay -= 1) {
              const next = later;
              later = () => queueMicrotask(next);
            }
            later();
          });
        };
        const clients = 5 * limit + 1;
        for (let client = clients - 1; client >= 0; client -= 1) callAgain(client, callsOfEach);
        const total = clients * callsOfEach;
        await patience.until(
          () => {
            const [oldest] = it.inner.flying;
            oldest?.reply();
            return it.inner.ids.length === total;
          },
          () => `only ${String(it.inner.ids.length)} of ${String(total)} calls of many clients get through`,
        );
        await it.drain('after all calls in flight were answered');
        assertInOrder(
          it.inner.ids,
          'a newcomer must not overtake calls that wait, whichever client it is of',
        );
      },
    },
  ];
}

/** Ids count up in the order of coming. */
function assertInOrder(ids: readonly number[], obligation: string): void {
  const at = ids.findIndex((id, index) => index > 0 && id < (ids[index - 1] ?? 0));
  const which = `call ${String(ids[at])} gets through after call ${String(ids[at - 1])}`;
  assert.ok(at === -1, `${obligation}, but ${which}`);
}
