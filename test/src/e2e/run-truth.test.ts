import type { Measured } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Cli, withCli } from './cli.js';
import { type Document, rowOf, runJson } from './run-results.js';

/**
 * A system whose figures are known beforehand: one thread that spends 2 ms on each call serves 500 calls
 * a second, and of eight callers each waits for all eight.
 */
const serviceMs = 2;
const clients = 8;
const maxInflight = 2;
const config = `
transport: tcp
concurrency: ${String(clients)}
serviceTime: ${String(serviceMs)}ms
flow: [none, { use: semaphore, maxInflight: ${String(maxInflight)} }]
duration: 600ms
warmup: { min: 50ms, max: 100ms }
repetitions: 4
ceiling: false
seed: 5
settings: { pin: { nice: -19 } }
`;
const alone = `tcp.64B.c${String(clients)}.s2.00ms`;
const limited = `tcp.64B.c${String(clients)}.semaphore-${String(maxInflight)}.s2.00ms`;

/** The launch of a cell that something else on this machine disturbed least. */
function calmest({ trials }: Document, cell: string): Measured {
  const launches = trials.flatMap((trial) =>
    trial.cell === cell && trial.measured !== undefined ? [trial.measured] : [],
  );
  const [calm] = launches.sort((a, b) => b.throughput - a.throughput);
  if (calm === undefined) throw new Error(`no launch of ${cell} was measured`);
  return calm;
}

function assertMeanMs(meanNs: number | null, expectedMs: number, label: string): void {
  const meanMs = (meanNs ?? Number.NaN) / 1e6;
  const text = `${label} is ${String(meanMs)} ms where it must be about ${String(expectedMs)} ms`;
  assert.ok(Math.abs(meanMs - expectedMs) <= 0.25 * expectedMs, text);
}

async function check(cli: Cli): Promise<void> {
  const document = await runJson(cli);
  for (const cell of [alone, limited]) {
    for (const { measured } of document.trials.filter((trial) => trial.cell === cell)) {
      assert.ok((measured?.throughput ?? Infinity) <= 1000 / serviceMs, `${cell}: faster than can be`);
    }
    const { throughput, response, service } = calmest(document, cell);
    assert.ok(throughput > 0.75 * (1000 / serviceMs), `${cell}: ${String(throughput)} calls per second`);
    assertMeanMs(response.mean, clients * serviceMs, `response of ${cell}`);
    const inService = cell === alone ? clients : maxInflight;
    assertMeanMs(service.mean, inService * serviceMs, `service of ${cell}`);
    const row = rowOf(document, cell);
    assert.ok((row.server?.loopUtilisation ?? 0) > 0.75, 'the server is what is busy');
    assert.is.not(row.verdict, 'client-bound');
  }
  const [, waiting] = [calmest(document, alone), calmest(document, limited)].map(({ lag }) => lag.mean);
  assertMeanMs(waiting ?? null, (clients - maxInflight) * serviceMs, 'time in the semaphore');
}

test('a service time of 2 ms shows as what it must, and a semaphore only moves the queue', async () => {
  await withCli({ 'wiretax.config.yaml': config }, check);
});

test.run();
