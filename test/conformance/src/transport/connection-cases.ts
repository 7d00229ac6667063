import assert from 'node:assert/strict';
import { setImmediate as loopTurn } from 'node:timers/promises';
import type { Client, Endpoint } from '@wiretax/core';
import type { Case } from '../cases.js';
import { type LinkCase, openLinks, overLinks } from './link-case.js';
import { assertEchoed, request } from './payloads.js';
import { relayTo, type Relay } from './relay.js';
import type { Scene } from './scene.js';
import type { TransportSubject } from './subject.js';

const clients = 6;

/** How many connections there are, as somebody between client and listener counts them. */
export function connectionCases(subject: TransportSubject): readonly Case[] {
  return [overLinks(subject, ownOrShared), overLinks(subject, openedByConnect)];
}

const ownOrShared: LinkCase = {
  name: 'gives each client a connection, or shares them, as it says',
  links: openLinks,
  run: async (scene) => {
    const { endpoint } = await scene.listen();
    const ofOne = (await connectedAndCalled(scene, endpoint, 1)).pairs.length;
    const ofSix = (await connectedAndCalled(scene, endpoint, clients)).pairs.length;
    const { connections } = scene;
    const counted = `1 client opened ${String(ofOne)} and ${String(clients)} clients ${String(ofSix)}`;
    const wanted = connections === 'shared' ? ofOne : ofOne + clients - 1;
    assert.equal(ofSix, wanted, `supports.connections is ${connections}, and of connections ${counted}`);
    assert.ok(ofOne > 0, `client and listener must use the endpoint that they are given; ${counted}`);
  },
};

const openedByConnect: LinkCase = {
  name: 'has its connections open before the first call',
  links: openLinks,
  run: async (scene) => {
    const listener = await scene.listen();
    const relay = await relayTo(scene, listener.endpoint);
    const client = await scene.connect(relay.endpoint, { clients });
    // What has been connected by now is accepted in the next turns of the loop.
    for (let turn = 0; turn < 10; turn += 1) await loopTurn();
    const before = relay.pairs.length;
    await callEach(scene, client, clients);
    const later = relay.pairs.length - before;
    const message = `connect must open what its clients need; calls opened ${String(later)} connections more`;
    assert.equal(later, 0, message);
  },
};

async function connectedAndCalled(scene: Scene, listener: Endpoint, count: number): Promise<Relay> {
  const relay = await relayTo(scene, listener);
  await callEach(scene, await scene.connect(relay.endpoint, { clients: count }), count);
  return relay;
}

async function callEach(scene: Scene, client: Client, count: number): Promise<void> {
  const calls = Array.from({ length: count }, async (_, number) => {
    const sent = request(number);
    assertEchoed(sent, await client.call(number, sent));
  });
  await scene.inTime(Promise.all(calls), 'a call of each client must settle');
}
