import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readFlags } from './overrides.js';

test('values are separated by commas or given again', () => {
  assert.equal(readFlags({ transport: ['tcp,rest', 'grpc'], concurrency: ['1, 10'] }).config, {
    transport: ['tcp', 'rest', 'grpc'],
    concurrency: [1, 10],
  });
});

test('options of a plugin follow its name', () => {
  const { config } = readFlags({
    transport: ['grpc:channels=4:as=wide'],
    flow: ['none,semaphore:maxInflight=50,a+b:fast'],
  });
  assert.equal(config, {
    transport: [{ use: 'grpc', channels: 4, as: 'wide' }],
    flow: ['none', { use: 'semaphore', maxInflight: 50 }, ['a', { use: 'b', fast: true }]],
  });
});

test('a size may differ by direction', () => {
  assert.equal(readFlags({ size: ['64B,64B/1MiB'] }).config, {
    size: ['64B', { request: '64B', reply: '1MiB' }],
  });
});

test('none means an empty list', () => {
  assert.equal(readFlags({ collect: ['none'], reporter: ['none'] }).config, {
    collectors: [],
    reporters: [],
  });
});

test('what is no number stays as written, for the checks to complain about', () => {
  assert.equal(readFlags({ requests: 'many', reps: '3', seed: '7' }).config, {
    requests: 'many',
    repetitions: 3,
    seed: 7,
  });
});

test('knows which flag set which key', () => {
  const { flagOf } = readFlags({ 'service-time': ['1ms'], reps: '1' });
  assert.equal(
    [...flagOf],
    [
      ['serviceTime', '--service-time'],
      ['repetitions', '--reps'],
    ],
  );
});

test.run();
