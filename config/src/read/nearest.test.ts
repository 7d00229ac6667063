import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nearest } from './nearest.js';

test('finds the name that a slip of the finger was meant to be', () => {
  assert.is(nearest('qiuck', ['quick', 'smoke']), 'quick');
  assert.is(nearest('grcp', ['tcp', 'grpc', 'rest']), 'grpc');
  assert.is(nearest('concurency', ['concurrency', 'codec']), 'concurrency');
  assert.is(nearest('RUN', ['run', 'report']), 'run');
});

test('suggests nothing that is not close', () => {
  assert.is(nearest('udp', ['tcp', 'grpc', 'rest']), undefined);
  assert.is(nearest('study', ['quick', 'smoke']), undefined);
  assert.is(nearest('x', []), undefined);
});

test.run();
