import { setImmediate as loopTurn, setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@wiretax/core';
import type { Case } from '../cases.js';
import { allLinks, type LinkCase, openLinks, overLinks } from './link-case.js';
import { assertEchoed, request } from './payloads.js';
import { pass, relayTo } from './relay.js';
import type { Scene } from './scene.js';
import type { TransportSubject } from './subject.js';
import { headBytes } from './wire-codec.js';

/** That a connection or a server which is slow makes calls late, and nothing else. */
export function pressureCases(subject: TransportSubject): readonly Case[] {
  return [inPieces, slowConnection, slowHandler].map((one) => overLinks(subject, one));
}

const KiB = 1024;

/** How a stream may arrive: a byte at a time. */
const inPieces: LinkCase = {
  name: 'takes messages that arrive byte by byte',
  links: openLinks,
  run: async (scene) => {
    const listener = await scene.listen();
    const relay = await relayTo(scene, listener.endpoint, async (chunk, to) => {
      for (let at = 0; at < chunk.length; at += 1) {
        await pass(chunk.subarray(at, at + 1), to);
        await loopTurn();
      }
    });
    const client = await scene.connect(relay.endpoint);
    await callTogether(scene, client, { clients: 1, each: 2, bytes: 60 });
  },
};

const slowConnection: LinkCase = {
  name: 'answers many large calls over a slow connection',
  links: openLinks,
  run: async (scene) => {
    const listener = await scene.listen();
    const sliceBytes = 32 * KiB;
    const relay = await relayTo(scene, listener.endpoint, async (chunk, to, direction) => {
      if (direction === 'request') return pass(chunk, to);
      for (let at = 0; at < chunk.length; at += sliceBytes) {
        await pass(chunk.subarray(at, at + sliceBytes), to);
        await delay(1);
      }
    });
    const client = await scene.connect(relay.endpoint, { clients: 4 });
    await callTogether(scene, client, { clients: 4, each: 8, bytes: 256 * KiB });
  },
};

const slowHandler: LinkCase = {
  name: 'answers many large calls of a slow handler',
  links: allLinks,
  run: async (scene) => {
    const { endpoint } = await scene.listen({
      handler: async (received) => {
        // Longer than it takes to send all of them, or they come one by one.
        await delay(50);
        return received;
      },
    });
    const client = await scene.connect(endpoint, { clients: 8 });
    await callTogether(scene, client, { clients: 8, each: 6, bytes: 128 * KiB });
  },
};

async function callTogether(
  scene: Scene,
  client: Client,
  { clients, each, bytes }: { readonly clients: number; readonly each: number; readonly bytes: number },
): Promise<void> {
  const size = Math.min(bytes, scene.maxMessageBytes - headBytes);
  const calls = Array.from({ length: clients * each }, async (_, id) => {
    const sent = request(id, size);
    assertEchoed(sent, await client.call(id % clients, sent));
  });
  await scene.inTime(Promise.all(calls), 'every call must be answered, though late');
}
