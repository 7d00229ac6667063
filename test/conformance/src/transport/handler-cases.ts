import type { Client, Codec, Handler } from '@wiretax/core';
import type { Case } from '../cases.js';
import { heldHandler, heldId } from './held-handler.js';
import { allLinks, type LinkCase, overLinks } from './link-case.js';
import { assertEchoed, request } from './payloads.js';
import type { Scene } from './scene.js';
import type { TransportSubject } from './subject.js';
import { wireCodec } from './wire-codec.js';

/** What becomes of a call when a handler or a codec fails, and of others meanwhile. */
export function handlerCases(subject: TransportSubject): readonly Case[] {
  const cases = [handlerThrows, handlerRejects, ...codecFails];
  return cases.map((one) => overLinks(subject, one));
}

/** The id of the request that comes to grief. */
const doomedId = 13;

interface Ends {
  readonly handler?: Handler;
  readonly serverCodec?: Codec;
  readonly clientCodec?: Codec;
}

/** The doomed call rejects; one that was in flight, later ones and new clients are served. */
async function failsAlone(scene: Scene, ends: Ends, what: string): Promise<void> {
  const held = heldHandler(1);
  const { endpoint } = await scene.listen({
    codec: ends.serverCodec ?? wireCodec(),
    handler: (received) =>
      received.id === doomedId && ends.handler ? ends.handler(received) : held.handler(received),
  });
  const given = { codec: ends.clientCodec ?? wireCodec(), clients: 2 };
  const [doomed, other] = [await scene.connect(endpoint, given), await scene.connect(endpoint, given)];
  const early = request(heldId);
  const earlyCall = other.call(0, early);
  earlyCall.catch(() => undefined);
  await scene.inTime(held.reached, 'a call must reach the handler');
  await scene.rejected(doomed.call(0, request(doomedId)), `a call must reject when ${what}`);
  held.release();
  const obligation = `other clients must be served on when ${what}`;
  assertEchoed(early, await scene.inTime(earlyCall, obligation));
  const newcomer = await scene.connect(endpoint, given);
  for (const client of [other, newcomer]) await served(scene, client, obligation);
}

async function served(scene: Scene, client: Client, obligation: string): Promise<void> {
  for (const number of [0, 1]) {
    const sent = request(number);
    assertEchoed(sent, await scene.inTime(client.call(number, sent), obligation));
  }
}

const handlerThrows: LinkCase = {
  name: 'rejects a call whose handler throws, and serves on',
  links: allLinks,
  run: async (scene) => {
    const handler = () => {
      throw new Error('the handler of the kit throws');
    };
    await failsAlone(scene, { handler }, 'its handler throws');
  },
};

/** A handler may reject with anything. */
function rejected(reason: unknown): Promise<never> {
  return Promise.resolve().then(() => {
    throw reason;
  });
}

const handlerRejects: LinkCase = {
  name: 'rejects a call whose handler rejects, and serves on',
  links: allLinks,
  run: async (scene) => {
    const why = new Error('the handler of the kit rejects');
    await failsAlone(scene, { handler: () => Promise.reject(why) }, 'its handler rejects');
    const handler = () => rejected(undefined);
    await failsAlone(scene, { handler }, 'its handler rejects with undefined');
  },
};

const places = [
  ["encode a request, at the client's end", 'clientCodec', 'encode'],
  ["decode a request, at the server's end", 'serverCodec', 'decode'],
  ["encode a reply, at the server's end", 'serverCodec', 'encode'],
  ["decode a reply, at the client's end", 'clientCodec', 'decode'],
] as const;

const codecFails: readonly LinkCase[] = places.map(([what, end, method]) => ({
  name: `rejects a call when the codec can not ${what}, and serves on`,
  links: allLinks,
  run: (scene) => failsAlone(scene, { [end]: failing(method) }, `the codec can not ${what}`),
}));

/** A codec that throws over the doomed payload. */
function failing(method: 'encode' | 'decode'): Codec {
  const codec = wireCodec();
  const doom = (id: number): void => {
    if (id === doomedId) throw new Error(`the codec of the kit can not ${method} this`);
  };
  return {
    ...codec,
    encode: (payload) => {
      if (method === 'encode') doom(payload.id);
      return codec.encode(payload);
    },
    decode: (bytes) => {
      const payload = codec.decode(bytes);
      if (method === 'decode') doom(payload.id);
      return payload;
    },
  };
}
