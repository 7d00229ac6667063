import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeHost } from '@wiretax/core/testing';
import { collector } from './collector.js';

const status = (residentKiB: number, voluntary: number): string => `Name:\tnode
VmRSS:\t${String(residentKiB)} kB
Threads:\t11
voluntary_ctxt_switches:\t${String(voluntary)}
nonvoluntary_ctxt_switches:\t5
`;

test('counts what happened in the window, and nothing that was before it', async () => {
  const host = fakeHost({ files: { '/proc/42/status': status(1000, 100) } });
  const attachment = await collector.attach({ ...target, host });
  await host.files.write('/proc/42/status', status(2000, 130));
  const { metrics } = await attachment.detach();
  assert.deepEqual(
    metrics.map(({ name, value }) => [name, value]),
    [
      ['rss', 2000 * 1024],
      ['threads', 11],
      ['main-thread.context-switches.voluntary', 30],
      ['main-thread.context-switches.involuntary', 0],
    ],
  );
});

test('says so when the process has ended', async () => {
  const host = fakeHost({ files: { '/proc/42/status': status(1000, 100) } });
  const attachment = await collector.attach({ ...target, host });
  await host.files.remove('/proc/42/status');
  assert.deepEqual((await attachment.detach()).notes, ['process 42 ended before its window did']);
});

const target = {
  peer: 'server',
  half: 'server',
  pid: 42,
  pids: [42],
  window: 'measure',
  directory: '/evidence',
  options: {},
  signal: new AbortController().signal,
} as const;
