import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeHost } from '@wiretax/core/run';
import { launcher } from './launcher.js';

test('what it was told to put before a command is put there', async () => {
  const seat = await launcher.open({
    run: 'test',
    machine: 'far',
    options: { command: ['env', 'PLACE=far'], address: 'far.example' },
    host: nodeHost(),
    signal: new AbortController().signal,
  });
  assert.equal(seat.address, 'far.example');
  const child = seat.start(['sh', '-c', 'echo $PLACE']);
  let output = '';
  child.onStdout((text) => {
    output += text;
  });
  await child.exited;
  await seat.close();
  assert.equal(output, 'far\n');
});
