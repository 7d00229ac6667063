import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Machine } from '@wiretax/core';
import { link } from './link.js';

const machine = { address: '10.0.0.7', ports: () => Promise.resolve([4711]) } as unknown as Machine;
const request = { folder: '/tmp/peer', fixed: false, options: {} };

test('without an option it is where the machine is reached', async () => {
  assert.equal((await link.endpoint(machine, request)).address, '10.0.0.7:0');
});

test('another host may be given, IPv6 too', async () => {
  const { address } = await link.endpoint(machine, { ...request, options: { host: '::1' } });
  assert.equal(address, '[::1]:0');
});

test('whoever can not say which port it got is given one that is free', async () => {
  assert.equal((await link.endpoint(machine, { ...request, fixed: true })).address, '10.0.0.7:4711');
});
