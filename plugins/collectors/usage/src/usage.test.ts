import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { setImmediate as loopTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CollectorTarget, Evidence } from '@wiretax/core';
import { fakeHost } from '@wiretax/core/testing';
import { usage } from './usage.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as (options?: { type: 'minor' }) => void;

const NS_PER_MS = 1e6;

function target(platform: string = process.platform): CollectorTarget {
  return {
    pid: process.pid,
    peer: 'client',
    half: 'client',
    pids: [process.pid],
    window: 'measure',
    directory: '',
    host: fakeHost({ platform }),
    options: {},
    signal: new AbortController().signal,
  };
}

/** The evidence of a window in which this was done. */
async function during(work: () => unknown, platform?: string): Promise<Evidence> {
  const attachment = await usage.attach(target(platform));
  await work();
  return attachment.detach();
}

function valueOf(evidence: Evidence, name: string): number {
  const metric = evidence.metrics.find((each) => each.name === name);
  assert.ok(metric, `no metric ${name}`);
  return metric.value;
}

function burnCpu(ns: number): void {
  const start = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(start);
    if ((user + system) * 1000 >= ns) return;
  }
}

function collectTimes(times: number): void {
  for (let time = 0; time < times; time++) collectGarbage();
}

test('every metric has its unit and kind', async () => {
  const { metrics, artifacts } = await during(loopTurn, 'linux');
  assert.equal(
    new Set(metrics.map(({ name, unit, kind }) => `${name} ${unit} ${kind}`)),
    new Set([
      'cpu.user ns counter',
      'cpu.system ns counter',
      'context-switches.voluntary count counter',
      'context-switches.involuntary count counter',
      'page-faults.minor count counter',
      'page-faults.major count counter',
      ...(process.platform === 'linux' ? ['cpu.main-thread ns counter', 'run-queue.wait ns counter'] : []),
      'gc.pause ns counter',
      'gc.count count counter',
      'gc.count.minor count counter',
      'gc.count.major count counter',
      'gc.count.incremental count counter',
      'gc.count.weakcb count counter',
      'event-loop.utilisation ratio gauge',
      'heap.growth bytes gauge',
      'rss.peak bytes gauge',
    ]),
  );
  for (const { name, value } of metrics) assert.ok(Number.isFinite(value), name);
  assert.equal(artifacts, []);
});

test('CPU time that was burnt', async () => {
  const evidence = await during(() => {
    burnCpu(30 * NS_PER_MS);
  });
  assert.ok(valueOf(evidence, 'cpu.user') > 0);
  assert.ok(valueOf(evidence, 'cpu.user') + valueOf(evidence, 'cpu.system') >= 30 * NS_PER_MS);
  assert.ok(valueOf(evidence, 'event-loop.utilisation') > 0.5);
  if (process.platform === 'linux') assert.ok(valueOf(evidence, 'cpu.main-thread') > 10 * NS_PER_MS);
});

test('collections in the window, none from before or after', async () => {
  // Node passes collections on only while somebody listens.
  const earlier = await usage.attach(target());
  collectTimes(20);
  const attachment = await usage.attach(target());
  collectTimes(20);
  collectGarbage({ type: 'minor' });
  const evidence = attachment.detach();
  collectTimes(20);
  const counted = await evidence;
  await earlier.detach();
  const majors = valueOf(counted, 'gc.count.major');
  assert.ok(majors >= 20 && majors < 40, `${String(majors)} of 20`);
  assert.ok(valueOf(counted, 'gc.count.minor') >= 1);
  assert.ok(valueOf(counted, 'gc.count') >= 21);
  assert.ok(valueOf(counted, 'gc.pause') > 0);
});

test('collections that observers were told of while the window was open', async () => {
  const evidence = await during(async () => {
    for (let turn = 0; turn < 5; turn++) {
      collectTimes(2);
      await loopTurn();
      await loopTurn();
    }
  });
  assert.ok(valueOf(evidence, 'gc.count.major') >= 10);
});

test('two attachments at a time don’t take from each other', async () => {
  const [first, second] = await Promise.all([usage.attach(target()), usage.attach(target())]);
  collectTimes(3);
  for (const attachment of [first, second]) {
    assert.ok(valueOf(await attachment.detach(), 'gc.count.major') >= 3);
  }
});

test('memory', async () => {
  const kept: string[] = [];
  const evidence = await during(() => {
    collectGarbage();
    for (let index = 0; index < 200_000; index++) kept.push(`number ${String(index)}`);
  });
  assert.is(kept.length, 200_000);
  assert.ok(valueOf(evidence, 'heap.growth') > 1e6);
  assert.ok(valueOf(evidence, 'rss.peak') > 10e6);
  assert.ok(valueOf(evidence, 'rss.peak') < 4e9);
});

test('detaching twice hands in the same evidence', async () => {
  const attachment = await usage.attach(target());
  collectGarbage();
  const first = await attachment.detach();
  burnCpu(NS_PER_MS);
  assert.is(await attachment.detach(), first);
});

test('elsewhere than on Linux it works without what only /proc tells, and says so', async () => {
  const evidence = await during(loopTurn, 'darwin');
  const names = evidence.metrics.map(({ name }) => name);
  assert.not(names.includes('run-queue.wait'));
  assert.not(names.includes('cpu.main-thread'));
  assert.ok(names.includes('cpu.user'));
  assert.match(evidence.notes.join(), 'run-queue.wait and cpu.main-thread are left out');
  const availability = await usage.probe(fakeHost({ platform: 'darwin' }));
  assert.ok(availability.available);
  assert.match(JSON.stringify(availability), 'run-queue.wait');
  assert.equal(await usage.probe(fakeHost({ platform: 'linux' })), { available: true });
});

test('files are read at the ends of the window only', async () => {
  const { readFileSync } = fs;
  let reads = 0;
  fs.readFileSync = ((...args: Parameters<typeof readFileSync>) => {
    reads++;
    return readFileSync(...args);
  }) as typeof readFileSync;
  syncBuiltinESMExports();
  try {
    const attachment = await usage.attach(target('linux'));
    const atStart = reads;
    for (let turn = 0; turn < 10; turn++) {
      collectGarbage({ type: 'minor' });
      await loopTurn();
    }
    assert.is(reads, atStart);
    await attachment.detach();
    assert.ok(reads > atStart);
  } finally {
    fs.readFileSync = readFileSync;
    syncBuiltinESMExports();
  }
});

test.run();
