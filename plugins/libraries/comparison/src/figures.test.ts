import type { Launch } from '@wiretax/core';
import { sampleMiddle } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rowWith } from './compare.test.support.js';
import { figures, gateFigures } from './figures.js';

const peer = (half: 'client' | 'middle' | 'server' | 'aside', userNsPerCall: number) =>
  sampleMiddle({ half, userNsPerCall, systemNsPerCall: 1_000 });

function valueOf(key: string, peers: Launch['peers']): number | null | undefined {
  const launches = rowWith({ launches: 3 }).launches.map((launch) => ({ ...launch, peers }));
  return gateFigures.find((figure) => figure.key === key)?.statistic(launches);
}

test("the servers' CPU time is that of what the client calls, and of what that calls", () => {
  const peers = {
    client: peer('client', 50_000),
    proxy: peer('middle', 10_000),
    server: peer('server', 20_000),
    watcher: peer('aside', 7_000),
  };
  assert.is(valueOf('server-cpu', peers), 32_000);
  assert.is(valueOf('cpu', peers), 83_000);
});

test('it is not known where only the client is', () => {
  assert.is(valueOf('server-cpu', { client: peer('client', 50_000) }), null);
});

test('only gates ask for it: comparisons have as many questions as before', () => {
  assert.equal(
    gateFigures.map(({ key }) => key),
    [...figures.map(({ key }) => key), 'server-cpu'],
  );
});

test.run();
