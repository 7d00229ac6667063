import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planCells } from '@wiretax/core/record';
import { sampleExperiment } from '@wiretax/core/testing';
import { topology } from './topology.js';

test('there is a relay for each hop, and the client calls the last', () => {
  const [cell] = planCells(sampleExperiment());
  assert.ok(cell);
  const peers = topology.peers(cell, { hops: 2 });
  assert.deepEqual(
    peers.map(({ name, calls = [] }) => [name, ...calls]),
    [['server'], ['relay-1', 'server'], ['relay-2', 'relay-1'], ['client', 'relay-2']],
  );
});
