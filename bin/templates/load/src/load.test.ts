import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Payload } from '@wiretax/core';
import { load } from './load.js';

test('calls are due at the rate that was asked for, by turns of the clients', async () => {
  const dueNs: number[] = [];
  const clients: number[] = [];
  const now = (): number => Number(process.hrtime.bigint());
  let left = 5;
  const summary = await load.run({
    clients: 2,
    options: { rate: 500 },
    now,
    next: () => left-- > 0,
    request: (client) => {
      clients.push(client);
      return payload;
    },
    call: (_, request) => Promise.resolve(request),
    record: (scheduledNs) => {
      dueNs.push(scheduledNs);
      return now();
    },
    fail: () => assert.fail('no call fails'),
    random: () => 0.5,
    signal: new AbortController().signal,
  });
  assert.deepEqual(summary, { issued: 5, completed: 5, failed: 0 });
  assert.deepEqual(clients, [0, 1, 0, 1, 0]);
  const sinceFirstMs = dueNs.map((at) => Math.round((at - (dueNs[0] ?? 0)) / 1e6));
  assert.deepEqual(sinceFirstMs, [0, 2, 4, 6, 8]);
});

const payload: Payload = { id: 1, data: new Uint8Array(0), timestampNs: 0, replySize: 0, serviceTimeNs: 0 };
