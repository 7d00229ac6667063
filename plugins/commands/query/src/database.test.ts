import { getEventListeners } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openDatabase } from './database.js';

test('a signal has no listener left when a statement has ended, however', async () => {
  const database = await openDatabase({ tables: [], samples: [] });
  const { signal } = new AbortController();
  const listeners = (): number => getEventListeners(signal, 'abort').length;
  const whole = await database.ask('select * from range(10)', signal);
  assert.is(listeners(), 1);
  for await (const part of whole.parts) assert.is(part.length, 10);
  assert.is(listeners(), 0);
  const left = await database.ask('select * from range(100000)', signal);
  for await (const part of left.parts) if (part.length > 0) break;
  assert.is(listeners(), 0);
  await database.ask('drop table t', signal).catch(() => undefined);
  assert.is(listeners(), 0);
  database.close();
});

test.run();
