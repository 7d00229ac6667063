import type { Client, Endpoint } from '@wiretax/core';
import type { Case } from '../cases.js';
import { heldHandler, heldId } from './held-handler.js';
import { allLinks, type LinkCase, openLinks, overLinks } from './link-case.js';
import { request } from './payloads.js';
import { breakOff } from './raw-sockets.js';
import { relayTo } from './relay.js';
import type { Scene } from './scene.js';
import type { TransportSubject } from './subject.js';

/** What closing does, to an end and to the calls that it has. */
export function closingCases(subject: TransportSubject): readonly Case[] {
  const cases = [
    closesClientTwice,
    closesListenerTwice,
    closesUnusedClient,
    closesUnusedListener,
    afterClientClosed,
    whileClientCloses,
    afterListenerClosed,
    whileListenerCloses,
    whileConnectionBreaks,
  ];
  return cases.map((one) => overLinks(subject, one));
}

const clients = 3;

async function connected(scene: Scene, endpoint: Endpoint): Promise<Client> {
  const client = await scene.connect(endpoint, { clients });
  await scene.inTime(client.call(0, request(1)), 'a call must settle');
  return client;
}

const closesClientTwice: LinkCase = {
  name: 'closes a client twice',
  links: allLinks,
  run: async (scene) => {
    const { endpoint } = await scene.listen();
    const client = await connected(scene, endpoint);
    const obligation = 'close of a client must resolve, twice at the same time and again later';
    await scene.inTime(Promise.all([client.close(), client.close()]), obligation);
    await scene.inTime(client.close(), obligation);
  },
};

const closesListenerTwice: LinkCase = {
  name: 'closes a listener twice',
  links: allLinks,
  run: async (scene) => {
    const listener = await scene.listen();
    await connected(scene, listener.endpoint);
    const obligation = 'close of a listener must resolve, twice at the same time and again later';
    await scene.inTime(Promise.all([listener.close(), listener.close()]), obligation);
    await scene.inTime(listener.close(), obligation);
  },
};

const closesUnusedClient: LinkCase = {
  name: 'closes a client that never called',
  links: allLinks,
  run: async (scene) => {
    const { endpoint } = await scene.listen();
    const client = await scene.connect(endpoint);
    await scene.inTime(client.close(), 'close of a client must resolve without a call before it');
  },
};

const closesUnusedListener: LinkCase = {
  name: 'closes a listener that nobody connected to',
  links: allLinks,
  run: async (scene) => {
    const listener = await scene.listen();
    await scene.inTime(listener.close(), 'close of a listener must resolve without a connection before it');
  },
};

const afterClientClosed: LinkCase = {
  name: 'rejects calls once the client is closed',
  links: allLinks,
  run: async (scene) => {
    const { endpoint } = await scene.listen();
    const client = await connected(scene, endpoint);
    await scene.inTime(client.close(), 'close of a client must settle');
    await scene.rejected(client.call(0, request(2)), 'a call on a client that was closed must reject');
  },
};

/** Ends something while each client has a call in flight: all of them must reject. */
async function endingCalls(
  scene: Scene,
  { to, held }: { readonly to: Endpoint; readonly held: ReturnType<typeof heldHandler> },
  end: (client: Client) => Promise<void>,
  obligation: string,
): Promise<void> {
  const client = await connected(scene, to);
  const calls = Array.from({ length: clients }, (_, number) => client.call(number, request(heldId + number)));
  const rejections = Promise.all(calls.map((call) => scene.rejected(call, obligation)));
  rejections.catch(() => undefined);
  await scene.inTime(held.reached, 'a call of each client must reach the handler');
  await end(client);
  await rejections;
}

const whileClientCloses: LinkCase = {
  name: 'rejects calls in flight when the client closes',
  links: allLinks,
  run: async (scene) => {
    const held = heldHandler(clients);
    const { endpoint } = await scene.listen({ handler: held.handler });
    const end = (client: Client) => scene.inTime(client.close(), 'close of a client must settle');
    await endingCalls(
      scene,
      { to: endpoint, held },
      end,
      'a call in flight must reject as its client closes',
    );
  },
};

const afterListenerClosed: LinkCase = {
  name: 'rejects calls once the listener is closed',
  links: allLinks,
  run: async (scene) => {
    const listener = await scene.listen();
    const client = await connected(scene, listener.endpoint);
    await scene.inTime(listener.close(), 'close of a listener must settle, with clients connected');
    const obligation = 'a call must reject as the listener was closed';
    for (const number of [0, 1]) await scene.rejected(client.call(number, request(number)), obligation);
  },
};

const whileListenerCloses: LinkCase = {
  name: 'rejects calls in flight when the listener closes',
  links: allLinks,
  run: async (scene) => {
    const held = heldHandler(clients);
    const listener = await scene.listen({ handler: held.handler });
    const end = () => scene.inTime(listener.close(), 'close of a listener must settle, with calls in flight');
    const obligation = 'a call in flight must reject as the listener closes';
    await endingCalls(scene, { to: listener.endpoint, held }, end, obligation);
  },
};

const whileConnectionBreaks: LinkCase = {
  name: 'rejects calls in flight when the connection breaks, as if the server was killed',
  links: openLinks,
  run: async (scene) => {
    for (const how of ['was ended', 'was reset']) {
      const held = heldHandler(clients);
      const listener = await scene.listen({ handler: held.handler });
      const relay = await relayTo(scene, listener.endpoint);
      const end = () => {
        for (const { client } of relay.pairs) {
          if (how === 'was ended') client.end();
          else breakOff(client);
        }
        return Promise.resolve();
      };
      const obligation = `a call in flight must reject as its connection ${how} by the other side`;
      await endingCalls(scene, { to: relay.endpoint, held }, end, obligation);
    }
  },
};
