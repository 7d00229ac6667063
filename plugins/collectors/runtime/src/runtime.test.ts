import { performance } from 'node:perf_hooks';
import { setImmediate as loopTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CollectorTarget, Evidence } from '@wiretax/core';
import { nodeHost } from '@wiretax/core/run';
import { type FakeHost, fakeHost } from '@wiretax/core/testing';
import { runtime } from './runtime.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as (options?: { type: 'minor' }) => void;

function target(host: FakeHost, options: CollectorTarget['options'] = {}): CollectorTarget {
  const { signal } = new AbortController();
  return {
    pid: process.pid,
    peer: 'client',
    half: 'client',
    pids: [process.pid],
    window: 'measure',
    directory: '/trial',
    host,
    options,
    signal,
  };
}

function hostOnRealClock(): FakeHost {
  const host = fakeHost();
  const real = nodeHost();
  return { ...host, clock: { ...host.clock, nowNs: () => real.clock.nowNs() } };
}

function valueOf({ metrics }: Evidence, name: string): number {
  const metric = metrics.find((each) => each.name === name);
  assert.ok(metric, `no metric ${name}`);
  return metric.value;
}

interface Table {
  readonly schema: number;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly [number, number, string])[];
}

function tableOf(host: FakeHost): Table {
  return JSON.parse(host.files.texts.get('/trial/gc.json') ?? '') as Table;
}

/** Until a timer has run, and the one that watches the loop, which was set before it and is due earlier. */
function someMs(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function collectTimes(times: number): void {
  for (let time = 0; time < times; time++) collectGarbage();
}

test('every metric has its unit and kind', async () => {
  const attachment = await runtime.attach(target(fakeHost(), { resolutionMs: 1 }));
  await someMs(20);
  const { metrics } = await attachment.detach();
  assert.equal(
    metrics
      .map(({ name, unit, kind }) => `${name} ${unit} ${kind}`)
      .filter((text) => !text.startsWith('loop-delay.p')),
    [
      'gc.minor.time ns counter',
      'gc.minor.count count counter',
      'gc.major.time ns counter',
      'gc.major.count count counter',
      'gc.incremental.time ns counter',
      'gc.incremental.count count counter',
      'gc.weak-callbacks.time ns counter',
      'gc.weak-callbacks.count count counter',
      'gc.pause.max ns gauge',
      'heap.growth bytes gauge',
      'heap.used bytes gauge',
      'loop-delay.max ns gauge',
    ],
  );
});

test('collections in the window, by kind, none from before or after', async () => {
  // Node passes collections on only while somebody listens.
  const earlier = await runtime.attach(target(fakeHost()));
  collectTimes(20);
  const host = hostOnRealClock();
  const startNs = host.clock.nowNs();
  const attachment = await runtime.attach(target(host));
  collectTimes(20);
  collectGarbage({ type: 'minor' });
  const endNs = host.clock.nowNs();
  const evidence = attachment.detach();
  collectTimes(20);
  const counted = await evidence;
  await earlier.detach();

  const { schema, columns, rows } = tableOf(host);
  assert.is(schema, 1);
  assert.equal(columns, ['startNs', 'durationNs', 'kind']);
  const majors = rows.filter(([, , kind]) => kind === 'major');
  assert.ok(majors.length >= 20 && majors.length < 40, `${String(majors.length)} of 20`);
  assert.is(valueOf(counted, 'gc.major.count'), majors.length);
  assert.ok(valueOf(counted, 'gc.minor.count') >= 1);
  assert.is(
    valueOf(counted, 'gc.pause.max'),
    rows.reduce((max, [, durationNs]) => Math.max(max, durationNs), 0),
  );
  // Each is rounded for itself in the table.
  const total = majors.reduce((sum, [, durationNs]) => sum + durationNs, 0);
  assert.ok(Math.abs(valueOf(counted, 'gc.major.time') - total) <= majors.length);
  const slackNs = 1e5;
  for (const [start, duration] of rows) {
    assert.ok(start >= startNs - slackNs && start + duration <= endNs + slackNs, 'on the host’s clock');
  }
});

test('collections that observers were told of while the window was open', async () => {
  const attachment = await runtime.attach(target(fakeHost()));
  for (let turn = 0; turn < 5; turn++) {
    collectGarbage();
    await loopTurn();
    await loopTurn();
  }
  assert.ok(valueOf(await attachment.detach(), 'gc.major.count') >= 5);
});

test('memory', async () => {
  const kept: string[] = [];
  collectGarbage();
  const attachment = await runtime.attach(target(fakeHost()));
  for (let index = 0; index < 200_000; index++) kept.push(`number ${String(index)}`);
  const evidence = await attachment.detach();
  assert.is(kept.length, 200_000);
  assert.ok(valueOf(evidence, 'heap.growth') > 1e6);
  assert.ok(valueOf(evidence, 'heap.used') > valueOf(evidence, 'heap.growth'));
});

test('a loop that was held up', async () => {
  const attachment = await runtime.attach(target(fakeHost(), { resolutionMs: 1 }));
  await someMs(5);
  const start = performance.now();
  while (performance.now() - start < 30);
  await someMs(5);
  assert.ok(valueOf(await attachment.detach(), 'loop-delay.max') > 20e6);
});

test('a file that can’t be written is a note, and the metrics stand', async () => {
  const host = fakeHost();
  host.files.fail = new Error('ENOSPC: no space left on device, write');
  const attachment = await runtime.attach(target(host));
  collectGarbage();
  const evidence = await attachment.detach();
  assert.equal(evidence.artifacts, []);
  assert.match(evidence.notes.join(), 'there is no gc.json: ENOSPC');
  assert.ok(valueOf(evidence, 'gc.major.count') >= 1);
});

test('two attachments at a time don’t take from each other', async () => {
  const attachments = await Promise.all([
    runtime.attach(target(fakeHost())),
    runtime.attach(target(fakeHost())),
  ]);
  collectGarbage();
  for (const attachment of attachments) {
    assert.ok(valueOf(await attachment.detach(), 'gc.major.count') >= 1);
  }
});

test.run();
