import { type Gate, Outcome, toldNot } from '@wiretax/core';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { semaphore } from './semaphore.js';

function gateOf(maxInflight: number): Gate {
  const made = semaphore.gate?.({
    options: { maxInflight },
    callers: 1,
    part: 0,
    parts: 1,
    random: Math.random,
  });
  if (made === undefined) throw new Error('it has no gate');
  return made;
}

test('a call may start as long as fewer are inside than may be, whatever came of those that left', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.constantFrom<'call' | Outcome>('call', ...Object.values(Outcome))),
      (maxInflight, steps) => {
        const gate = gateOf(maxInflight);
        let inside = 0;
        for (const step of steps) {
          if (step === 'call' && gate.ready(1, 0) === 0) {
            gate.enter(1);
            inside += 1;
          } else if (step !== 'call' && inside > 0) {
            gate.leave(2, 1, step, toldNot);
            inside -= 1;
          }
          assert.is(gate.ready(3, 0), inside < maxInflight ? 0 : Infinity);
        }
      },
    ),
  );
});

test.run();
