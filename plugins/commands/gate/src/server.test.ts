import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { sampleCell } from '@wiretax/core/testing';
import { nodeHost } from '@wiretax/core/run';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { startServer } from './server.js';

test('what listened before may take a moment to be gone', async () => {
  const host = nodeHost();
  const before = createServer().listen(0, '127.0.0.1');
  await once(before, 'listening');
  const address = `127.0.0.1:${String((before.address() as AddressInfo).port)}`;
  const cell = {
    ...sampleCell(),
    target: { label: 'own', server: { scheme: 'http', endpoint: { link: 'tcp', address } } },
  };
  const script = "require('node:net').createServer().listen(Number(process.env.PORT), '127.0.0.1')";
  const command = `exec '${process.execPath}' -e "${script}"`;
  setTimeout(() => before.close(), 100);
  const { signal } = new AbortController();
  const stop = await startServer(
    host,
    { command, folder: '.', name: 'main' },
    { cell, trial: 1, control: false },
    signal,
  );
  await stop();
  const after = createServer().listen(Number(address.split(':')[1]), '127.0.0.1');
  await once(after, 'listening');
  after.close();
  assert.ok(true);
});

test.run();
