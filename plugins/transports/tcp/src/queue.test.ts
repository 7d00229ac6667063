import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Queue, type Queued } from './queue.js';

interface Item extends Queued<Item> {
  readonly id: number;
}

test('it gives back what an array would', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean()), (pushes) => {
      const queue = new Queue<Item>();
      const model: number[] = [];
      pushes.forEach((push, id) => {
        if (push) {
          queue.push({ id, next: undefined });
          model.push(id);
        } else {
          assert.is(queue.shift()?.id, model.shift());
        }
        assert.is(queue.first?.id, model[0]);
      });
    }),
  );
});

test.run();
