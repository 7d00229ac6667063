import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WaitingLine } from './waiting-line.js';
import type { Waiting } from './waiting-line.js';

interface Person extends Waiting<Person> {
  readonly number: number;
}

test('keeps the order of joining whoever leaves', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(9))), (steps) => {
      const line = new WaitingLine<Person>();
      const model: Person[] = [];
      for (const [number, position] of steps.entries()) {
        const leaver = position === null ? undefined : model[position];
        if (position === null) {
          const person = { number, before: undefined, behind: undefined };
          line.join(person);
          model.push(person);
        } else if (leaver) {
          line.leave(leaver);
          model.splice(position, 1);
        } else {
          assert.is(line.take(), model.shift());
        }
        assert.is(line.isEmpty, model.length === 0);
      }
      for (const person of model) assert.is(line.take(), person);
      assert.is(line.take(), undefined);
    }),
  );
});

test.run();
