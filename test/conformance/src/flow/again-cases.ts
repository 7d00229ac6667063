import assert from 'node:assert/strict';
import { type Again, Outcome } from '@wiretax/core';
import type { Case } from '../cases.js';

const calls = 200;
const mostAttempts = 1000;
const failures = [Outcome.wrong, Outcome.refused, Outcome.failed, Outcome.late, Outcome.unsent];

/** What further attempts owe. */
export function againCases(make: () => Again | undefined): readonly Case[] {
  const again = (): Again => make() ?? assert.fail('it gives nothing that tries again');
  return [
    {
      name: 'waits for a time, or for ever',
      run: () => {
        const it = again();
        for (let call = 0; call < calls; call += 1) {
          assertWait('hedge', it.hedge(1));
          for (const outcome of failures) assertWait('retry', it.retry(1, outcome));
          it.ended(1e6, Outcome.ok, 1);
        }
      },
    },
    {
      name: 'gives up at last when every attempt fails',
      run: () => {
        for (const outcome of failures) {
          const it = again();
          for (let call = 0; call < calls; call += 1) {
            let attempts = 1;
            while (it.retry(attempts, outcome) < Infinity && it.may()) {
              attempts += 1;
              const message = `a call that always fails is tried ${String(attempts)} times`;
              assert.ok(attempts < mostAttempts, `${message}; retry must say Infinity, or may no`);
            }
            it.ended(1e6, outcome, attempts);
          }
        }
      },
    },
    {
      name: 'stops hedging at last when no answer comes',
      run: () => {
        const it = again();
        let attempts = 1;
        while (it.hedge(attempts) < Infinity && it.may()) {
          attempts += 1;
          const message = `a call without an answer is sent ${String(attempts)} times`;
          assert.ok(attempts < mostAttempts, `${message}; hedge must say Infinity, or may no`);
        }
      },
    },
    {
      name: 'has a budget of its own in each run',
      run: () => {
        const spend = (it: Again): number => {
          let spent = 0;
          while (spent < mostAttempts && it.may()) spent += 1;
          return spent;
        };
        const [first, second] = [again(), again()];
        const spent = spend(first);
        assert.equal(spend(second), spent, 'another run has another budget: made anew, they share nothing');
      },
    },
  ];
}

function assertWait(method: string, waitNs: number): void {
  assert.ok(waitNs >= 0, `${method} says ${String(waitNs)}: not a time to wait in ns, and not Infinity`);
}
