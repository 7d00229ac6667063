import { setTimeout as sleep } from 'node:timers/promises';
import { definePlugin } from '@wiretax/core';

/** 500 calls a second, at even gaps. */
async function run({ clients, now, next, request, call, record, fail }) {
  const startNs = now();
  const counts = { issued: 0, completed: 0, failed: 0 };
  const pending = [];
  while (next()) {
    const dueNs = startNs + counts.issued * 2e6;
    while (now() < dueNs) await sleep((dueNs - now()) / 1e6);
    const client = counts.issued % clients;
    const asked = request(client);
    counts.issued += 1;
    const replied = (reply) => (counts.completed += 1) && record(dueNs, asked, reply);
    const failed = (error) => (counts.failed += 1) && fail(dueNs, asked, error);
    pending.push(call(client, asked).then(replied, failed));
  }
  await Promise.all(pending);
  return counts;
}

export default definePlugin({
  name: 'even',
  api: 1,
  apply: ({ loads }) => loads.add('even', { kind: 'open', run }),
});
