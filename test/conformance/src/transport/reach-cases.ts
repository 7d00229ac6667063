import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Client, Endpoint } from '@wiretax/core';
import type { Case } from '../cases.js';
import { garbage } from './garbage.js';
import { heldHandler, heldId } from './held-handler.js';
import { allLinks, type LinkCase, openLinks, overLinks } from './link-case.js';
import { request } from './payloads.js';
import { rawServer } from './raw-sockets.js';
import { pass, relayTo } from './relay.js';
import type { Scene } from './scene.js';
import type { TransportSubject } from './subject.js';

/** What a client does when the other side isn't there, or isn't what it should be. */
export function reachCases(subject: TransportSubject): readonly Case[] {
  const cases = [nobodyListens, garbageFromServer, garbageMeanwhile, cutReply];
  return cases.map((one) => overLinks(subject, one));
}

const nobodyListens: LinkCase = {
  name: 'rejects when nobody listens',
  links: allLinks,
  run: async (scene) => {
    const listener = await scene.listen();
    await scene.inTime(listener.close(), 'close of a listener must settle');
    const obligation = 'connect must reject when the server can not be reached';
    await scene.rejected(scene.connecting(listener.endpoint, { clients: 3 }), obligation);
  },
};

const garbageFromServer: LinkCase = {
  name: 'rejects when the server answers with garbage',
  links: openLinks,
  run: async (scene) => {
    for (const [what, bytes] of garbage) {
      const server = await rawServer(scene, (socket) => void answerOnceAsked(socket, bytes));
      const obligation = `connect or the calls must reject when the server answers with ${what}`;
      const connecting = scene.connecting(server.endpoint, { clients: 2 });
      const outcome = await scene.inTime(Promise.allSettled([connecting]), obligation);
      const [{ status }] = outcome;
      if (status === 'fulfilled') await allReject(scene, await connecting, obligation);
      else await scene.rejected(connecting, obligation);
    }
  },
};

async function allReject(scene: Scene, client: Client, obligation: string): Promise<void> {
  const calls = [0, 1].map((number) => scene.rejected(client.call(number, request(number)), obligation));
  await Promise.all(calls);
}

/** Waits for the client to say something, or, if it waits for the server, not for long. */
async function answerOnceAsked(socket: Socket, bytes: Uint8Array): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise((resolve) => {
    timer = setTimeout(resolve, 20);
  });
  await Promise.race([once(socket, 'data').catch(() => undefined), silence]);
  clearTimeout(timer);
  socket.resume().write(bytes);
}

/** Connects and has two calls in flight at the same time; the returned promise is that both reject. */
async function inFlight(
  scene: Scene,
  endpoint: Endpoint,
  { bytes, obligation }: { readonly bytes: number; readonly obligation: string },
): Promise<{ readonly rejections: Promise<unknown>; readonly client: Client }> {
  const client = await scene.connect(endpoint, { clients: 2 });
  await scene.inTime(client.call(0, request(1)), 'a call must settle');
  const calls = [0, 1].map((number) => client.call(number, request(heldId + number, bytes)));
  const rejections = Promise.all(calls.map((call) => scene.rejected(call, obligation)));
  rejections.catch(() => undefined);
  return { rejections, client };
}

/** The connection stays open: that it can't be understood must be reason enough. */
const garbageMeanwhile: LinkCase = {
  name: 'rejects calls in flight when garbage comes within a connection',
  links: openLinks,
  run: async (scene) => {
    const held = heldHandler(2);
    const listener = await scene.listen({ handler: held.handler });
    const relay = await relayTo(scene, listener.endpoint);
    const obligation = 'a call in flight must reject when bytes come that break the protocol';
    const { rejections } = await inFlight(scene, relay.endpoint, { bytes: 24, obligation });
    await scene.inTime(held.reached, 'the calls of both clients must reach the handler');
    for (const { client } of relay.pairs) client.write(Buffer.alloc(2000, 0xff));
    await rejections;
  },
};

const cutReply: LinkCase = {
  name: 'rejects calls when the server hangs up in the middle of a reply',
  links: openLinks,
  run: async (scene) => {
    const held = heldHandler(2);
    const listener = await scene.listen({ handler: held.handler });
    const relay = await relayTo(scene, listener.endpoint);
    const obligation = 'a call must reject when the connection ends in the middle of its reply';
    const bytes = Math.min(20_000, scene.maxMessageBytes - 1000);
    const { rejections } = await inFlight(scene, relay.endpoint, { bytes, obligation });
    await scene.inTime(held.reached, 'the calls of both clients must reach the handler');
    const passed = new Map<Socket, number>();
    relay.forward = async (chunk, to, direction) => {
      if (direction === 'request') return pass(chunk, to);
      const before = passed.get(to) ?? 0;
      passed.set(to, before + chunk.length);
      const half = chunk.subarray(0, Math.max(0, bytes / 2 - before));
      if (before < bytes / 2) to.write(half);
      if (before + chunk.length >= bytes / 2) to.end();
    };
    held.release();
    await rejections;
    assert.ok(passed.size > 0, 'replies must come over the connection');
  },
};
