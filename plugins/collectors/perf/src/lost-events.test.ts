import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { lostEvents } from './lost-events.js';

test('both ways in which perf 6.1 says that it lost events', () => {
  assert.is(
    lostEvents('Warning:\nProcessed 12 events and lost 3 chunks!\n\nCheck IO/CPU overload!'),
    'lost 3 chunks',
  );
  assert.is(lostEvents('Warning:\nProcessed 6118 samples and lost 7.13%!\n'), 'lost 7.13%');
  assert.is(lostEvents('Processed 200 samples and lost 12 %!'), 'lost 12 %');
});

test('anything else is no loss', () => {
  assert.is(lostEvents(''), undefined);
  assert.is(lostEvents('[ perf record: Woken up 1 times to write data ]'), undefined);
  assert.is(lostEvents('lost in translation'), undefined);
});

test.run();
