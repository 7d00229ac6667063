import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withCli } from './cli.js';
import { runJson } from './run-results.js';

const transports = ['tcp', 'rest', 'grpc'];

test('one client and a thousand', async () => {
  const config = `
transport: [${transports.join(', ')}]
size: 64B
concurrency: [1, 1000]
duration: 300ms
warmup: { min: 50ms, max: 300ms }
repetitions: 1
callTimeout: 60s
`;
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const { rows } = await runJson(cli);
    assert.is(rows.length, 2 * transports.length);
    for (const { cell, calls, trials } of rows) {
      assert.is(trials.completed, 1, cell.id);
      assert.ok(calls > 0, `${cell.id}: ${String(calls)} calls`);
    }
  });
});

test('messages of 4 MiB, both ways and either way', async () => {
  const config = `
transport: [${transports.join(', ')}]
size: [4MiB, { request: 4MiB, reply: 0B }, { request: 0B, reply: 4MiB }]
concurrency: [1, 3]
requests: 5
warmup: { min: 20ms, max: 50ms }
repetitions: 1
ceiling: false
callTimeout: 60s
`;
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const { rows } = await runJson(cli);
    assert.is(rows.length, 6 * transports.length);
    for (const { cell, calls, trials } of rows) {
      assert.is(trials.completed, 1, cell.id);
      assert.is(calls, 5 * cell.concurrency, cell.id);
    }
  });
});

test.run();
