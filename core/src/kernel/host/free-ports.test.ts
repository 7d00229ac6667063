import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { freePorts } from './free-ports.js';

test('no port is given twice to those who ask before anybody listens', async () => {
  const asked: number[] = [];
  while (asked.length < 1000) asked.push(...(await freePorts('127.0.0.1', 2)));
  assert.is(new Set(asked).size, asked.length);
});

test.run();
