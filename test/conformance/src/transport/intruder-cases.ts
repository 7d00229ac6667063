import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Endpoint, Payload } from '@wiretax/core';
import type { Case } from '../cases.js';
import { garbage } from './garbage.js';
import { type LinkCase, openLinks, overLinks } from './link-case.js';
import { assertEchoed, request } from './payloads.js';
import { breakOff, rawClient } from './raw-sockets.js';
import { pass, relayTo } from './relay.js';
import type { Scene } from './scene.js';
import type { TransportSubject } from './subject.js';
import { wireCodec } from './wire-codec.js';

/** What a listener does when a client isn't what it should be: it serves on, whoever else calls. */
export function intruderCases(subject: TransportSubject): readonly Case[] {
  return [garbageFromClient, cutRequest].map((one) => overLinks(subject, one));
}

const garbageFromClient: LinkCase = {
  name: 'serves on when a client sends garbage',
  links: openLinks,
  run: async (scene) => {
    const { endpoint } = await scene.listen();
    const good = await scene.connect(endpoint);
    for (const [what, bytes] of garbage) {
      for (const leave of ['ends', 'resets']) {
        const socket = await rawClient(scene, endpoint);
        socket.resume();
        const gone = once(socket, 'close');
        await new Promise((resolve) => socket.write(bytes, resolve));
        if (leave === 'ends') socket.end();
        else breakOff(socket);
        await scene.inTime(gone, `the listener must let a client go that sends ${what} and ${leave}`);
        const sent = request(1);
        const obligation = `the listener must go on serving others when a client sends ${what}`;
        assertEchoed(sent, await scene.inTime(good.call(0, sent), obligation));
        await servesNewcomer(scene, endpoint, obligation);
      }
    }
  },
};

async function servesNewcomer(scene: Scene, endpoint: Endpoint, obligation: string): Promise<void> {
  const client = await scene.connect(endpoint);
  const sent = request(2);
  assertEchoed(sent, await scene.inTime(client.call(0, sent), obligation));
  await scene.inTime(client.close(), 'close of a client must settle');
}

/** What a client really sends for one request is recorded, and then sent again in part. */
const cutRequest: LinkCase = {
  name: 'serves on when a client hangs up in the middle of a request, which reaches nobody',
  links: openLinks,
  run: async (scene) => {
    const codec = wireCodec();
    const handled: Payload[] = [];
    const { endpoint } = await scene.listen({
      codec,
      handler: (received) => {
        handled.push(received);
        return received;
      },
    });
    const bytes = Math.min(20_000, scene.maxMessageBytes - 1000);
    const recorded = await recordedCall(scene, endpoint, bytes);
    const [calls, decoded] = [handled.length, codec.decodedBytes.length];
    for (const part of [0.4, 0.9]) {
      for (const leave of ['ends', 'resets']) {
        const socket = await rawClient(scene, endpoint);
        socket.resume();
        const gone = once(socket, 'close');
        const some = recorded.subarray(0, recorded.length - Math.round(bytes * (1 - part)));
        await new Promise((resolve) => socket.write(some, resolve));
        if (leave === 'ends') socket.end();
        else breakOff(socket);
        await scene.inTime(
          gone,
          'the listener must let a client go that hangs up in the middle of a request',
        );
        await servesNewcomer(
          scene,
          endpoint,
          'the listener must go on serving others when a client hangs up',
        );
      }
    }
    assert.equal(handled.length - calls, 4, 'a request that is not complete must not reach the handler');
    const tried = codec.decodedBytes.length - decoded;
    assert.equal(tried, 4, 'a request that is not complete must not be handed to the codec');
  },
};

/** All that one client sends for one call. */
async function recordedCall(scene: Scene, endpoint: Endpoint, bytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const relay = await relayTo(scene, endpoint, (chunk, to, direction) => {
    if (direction === 'request') chunks.push(chunk);
    return pass(chunk, to);
  });
  const client = await scene.connect(relay.endpoint);
  await scene.inTime(client.call(0, request(3, bytes)), 'a call must settle');
  return Buffer.concat(chunks);
}
