import type { SampleColumns } from '@wiretax/core';
import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parquetOf } from './parquet.js';

type Call = readonly [scheduled: number, started: number, completed: number];

function columnsOf(calls: readonly Call[]): SampleColumns {
  const column = (at: 0 | 1 | 2): Float64Array => Float64Array.from(calls, (call) => call[at]);
  return { scheduledNs: column(0), startedNs: column(1), completedNs: column(2) };
}

/** The bytes as a buffer of their own: the writer's is longer. */
async function fileOf(samples: SampleColumns): Promise<ArrayBuffer> {
  return new Uint8Array(await parquetOf(samples)).buffer;
}

async function callsIn(file: ArrayBuffer): Promise<readonly Call[]> {
  const rows = (await parquetReadObjects({ file })) as Record<string, bigint>[];
  return rows.map(({ scheduled, started, completed }) => [
    Number(scheduled),
    Number(started),
    Number(completed),
  ]);
}

const instant = fc.oneof(
  fc.maxSafeInteger(),
  fc.nat(1000),
  fc.integer({ min: 0, max: 1e6 }).map((offset) => 2 ** 45 + offset),
);

test('any calls read back as they were', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(instant, instant, instant), { maxLength: 400 }), async (calls) => {
      assert.equal(await callsIn(await fileOf(columnsOf(calls))), calls);
    }),
    { numRuns: 200 },
  );
});

test('a window without calls is a file without rows', async () => {
  const { num_rows, schema } = parquetMetadata(await fileOf(columnsOf([])));
  assert.is(num_rows, 0n);
  assert.equal(
    schema.slice(1).map(({ name, type, repetition_type }) => [name, type, repetition_type]),
    ['scheduled', 'started', 'completed'].map((name) => [name, 'INT64', 'REQUIRED']),
  );
});

test('half a million calls: row groups, small, and in the memory of the file and one row group', async () => {
  const count = 500_000;
  const calls: SampleColumns = {
    scheduledNs: new Float64Array(count),
    startedNs: new Float64Array(count),
    completedNs: new Float64Array(count),
  };
  for (let index = 0; index < count; index += 1) {
    const completedNs = 2 ** 44 + index * 20_000 + ((index * 7919) % 6007);
    calls.completedNs[index] = completedNs;
    calls.startedNs[index] = completedNs - 900_000 - ((index * 104_729) % 50_021);
    calls.scheduledNs[index] = (calls.startedNs[index] ?? 0) - 700;
  }
  const before = process.memoryUsage();
  const bytes = await parquetOf(calls);
  const after = process.memoryUsage();
  assert.ok(bytes.length < count * 12, `${String(bytes.length)} bytes`);
  assert.ok(after.arrayBuffers - before.arrayBuffers < 60e6, 'buffers');
  const file = new Uint8Array(bytes).buffer;
  const { row_groups, num_rows, key_value_metadata } = parquetMetadata(file);
  assert.is(num_rows, BigInt(count));
  assert.is(row_groups.length, 5);
  assert.equal(Object.fromEntries((key_value_metadata ?? []).map(({ key, value }) => [key, value])), {
    'wiretax.schema': '1',
    'wiretax.clock': 'CLOCK_MONOTONIC',
    'wiretax.unit': 'ns',
    'wiretax.order': 'completion',
  });
  const last = (await parquetReadObjects({ file, rowStart: count - 1, rowEnd: count })) as unknown[];
  assert.equal(last, [
    {
      scheduled: BigInt(calls.scheduledNs.at(-1) ?? 0),
      started: BigInt(calls.startedNs.at(-1) ?? 0),
      completed: BigInt(calls.completedNs.at(-1) ?? 0),
    },
  ]);
});

test.run();
