import type { CallSamples, CollectorTarget } from '@wiretax/core';
import { nodeHost } from '@wiretax/core/run';
import { type FakeHost, fakeHost } from '@wiretax/core/testing';
import { parquetReadObjects } from 'hyparquet';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { samples } from './samples.js';

function hostOnRealClock(): FakeHost {
  const host = fakeHost();
  const real = nodeHost();
  return { ...host, clock: { ...host.clock, sleep: (ms) => real.clock.sleep(ms) } };
}

function target(host: FakeHost, calls?: CallSamples): CollectorTarget {
  const { signal } = new AbortController();
  const base = {
    pid: 1,
    pids: [1],
    window: 'measure',
    directory: '/trial',
    host,
    options: {},
    signal,
  } as const;
  return calls === undefined
    ? { ...base, peer: 'server', half: 'server' }
    : { ...base, peer: 'client', half: 'client', samples: calls };
}

/** Two calls, and what was asked in which order. */
function calls(asked: string[]): CallSamples {
  return {
    keep: () => {
      asked.push('keep');
    },
    columns: () => {
      asked.push('columns');
      return {
        scheduledNs: Float64Array.of(1e13, 1e13 + 5),
        startedNs: Float64Array.of(1e13 + 1, 1e13 + 6),
        completedNs: Float64Array.of(1e13 + 20, 1e13 + 30),
      };
    },
  };
}

test('the client has its calls kept from the start, and writes them after the end', async () => {
  const host = hostOnRealClock();
  const asked: string[] = [];
  const attachment = await samples.attach(target(host, calls(asked)));
  assert.equal(asked, ['keep']);
  assert.equal([...host.files.texts], []);
  const [evidence, again] = await Promise.all([attachment.detach(), attachment.detach()]);
  assert.is(again, evidence);
  assert.equal(asked, ['keep', 'columns']);
  assert.is(evidence.metrics[0]?.value, 2);
  assert.equal(evidence.artifacts, [
    { file: 'samples.parquet', mediaType: 'application/vnd.apache.parquet' },
  ]);
  const bytes = Buffer.from(host.files.texts.get('/trial/samples.parquet') ?? '', 'latin1');
  assert.equal(await parquetReadObjects({ file: new Uint8Array(bytes).buffer }), [
    { scheduled: 10n ** 13n, started: 10n ** 13n + 1n, completed: 10n ** 13n + 20n },
    { scheduled: 10n ** 13n + 5n, started: 10n ** 13n + 6n, completed: 10n ** 13n + 30n },
  ]);
});

test('the server has nothing to keep', async () => {
  const host = hostOnRealClock();
  const { artifacts, metrics } = await (await samples.attach(target(host))).detach();
  assert.equal(artifacts, []);
  assert.equal(metrics, [{ name: 'samples.kept', value: 0, unit: 'count', kind: 'gauge' }]);
  assert.equal([...host.files.texts], []);
});

test('a full disk fails the evidence', async () => {
  const host = hostOnRealClock();
  host.files.fail = new Error('ENOSPC: no space left on device, write');
  const attachment = await samples.attach(target(host, calls([])));
  const failure = await attachment.detach().then(
    () => '',
    (thrown: unknown) => String(thrown),
  );
  assert.match(failure, 'ENOSPC');
});

test.run();
