import assert from 'node:assert/strict';
import type { Pace } from '@wiretax/core';
import { seededRandom } from '@wiretax/core/run';
import type { Case } from '../cases.js';
import type { MakePace } from './make-pace.js';

const counted = 4000;
const parts = 4;
/** Chance may make it differ by so many standard deviations of a count. */
const deviations = 6;

/** What a schedule owes beside. */
export function openCases(make: MakePace): readonly Case[] {
  return [
    {
      name: 'lets time pass',
      run: async () => {
        const { lastNs, calls } = follow(await make(), counted, Infinity);
        const message = `${String(calls)} calls are due within ${String(lastNs)} ns of the start`;
        assert.ok(calls < counted || lastNs > 0, `${message}: a schedule that never moves on never ends`);
      },
    },
    {
      name: 'stays ended when it has ended',
      run: async () => {
        const pace = await make();
        const { ended } = follow(pace, counted, Infinity);
        if (ended)
          assert.equal(pace.next(Infinity, 0), Infinity, 'next has said Infinity, and now says a time');
      },
    },
    {
      name: 'shares its schedule out over processes',
      run: async () => {
        const whole = follow(await make(), counted, Infinity);
        let shared = 0;
        for (let part = 0; part < parts; part += 1) {
          const pace = await make({ part, parts, random: seededRandom(part + 2) });
          shared += follow(pace, 2 * counted, whole.lastNs).calls;
        }
        const most = deviations * Math.sqrt(whole.calls) + parts;
        const message = `alone it plans ${String(whole.calls)} calls, ${String(parts)} processes together ${String(shared)} in the same time`;
        assert.ok(Math.abs(shared - whole.calls) <= most, `${message}; divide the rate by parts`);
      },
    },
  ];
}

/** Asks for so many calls, as long as they are due within the time. */
function follow(
  pace: Pace,
  most: number,
  untilNs: number,
): { readonly calls: number; readonly lastNs: number; readonly ended: boolean } {
  let [calls, lastNs] = [0, 0];
  while (calls < most) {
    const due = pace.next(lastNs, 0);
    if (due === Number.POSITIVE_INFINITY) return { calls, lastNs, ended: true };
    if (due > untilNs) break;
    lastNs = due;
    calls += 1;
  }
  return { calls, lastNs, ended: false };
}
