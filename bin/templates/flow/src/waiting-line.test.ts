import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WaitingLine } from './waiting-line.js';

test('lets one through at a time, in the order they came', async () => {
  const line = new WaitingLine();
  const admitted: string[] = [];
  const waiting = ['first', 'second'].map(async (name) => {
    await line.join();
    admitted.push(name);
  });
  assert.equal(line.admit(), true);
  await waiting[0];
  assert.deepEqual(admitted, ['first']);
  assert.equal(line.admit(), true);
  await waiting[1];
  assert.deepEqual(admitted, ['first', 'second']);
  assert.equal(line.admit(), false);
});

test('passes over those who have left', async () => {
  const line = new WaitingLine();
  const { signal, abort } = abortable();
  const left = line.join(signal);
  const stayed = line.join();
  abort();
  await assert.rejects(left, /too late/);
  assert.equal(line.admit(), true);
  await stayed;
});

function abortable(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort(new Error('too late')) };
}
