import assert from 'node:assert/strict';
import type { Case } from '../cases.js';
import { allLinks, type LinkCase, openLinks, overLinks } from './link-case.js';
import { assertEchoed, request } from './payloads.js';
import { rawServer } from './raw-sockets.js';
import type { Scene } from './scene.js';
import type { TransportSubject } from './subject.js';

/** What an abort does to listen and connect. */
export function abortingCases(subject: TransportSubject): readonly Case[] {
  const cases = [listenAborted, abortsListen, connectAborted, abortsConnect, leavesMuteServer];
  return cases.map((one) => overLinks(subject, one));
}

function aborted(reason: Error): AbortSignal {
  return AbortSignal.abort(reason);
}

/** Nothing is left where somebody else can listen. */
async function isFree(scene: Scene, endpoint: Parameters<Scene['connect']>[0]): Promise<void> {
  const listens = async (): Promise<boolean> => {
    try {
      const listener = await scene.listening({ endpoint });
      await listener.close();
      return true;
    } catch {
      return false;
    }
  };
  await scene.inTime(
    scene.eventually(listens, () => 'a listen that was aborted must leave its endpoint free'),
    'listen and close must settle',
  );
}

/** An endpoint whose port is known, and which is free. */
async function knownEndpoint(scene: Scene): Promise<Parameters<Scene['connect']>[0]> {
  const listener = await scene.listen();
  await scene.inTime(listener.close(), 'close of a listener must settle');
  return listener.endpoint;
}

const listenAborted: LinkCase = {
  name: 'does not listen once the signal has aborted',
  links: allLinks,
  run: async (scene) => {
    const endpoint = await knownEndpoint(scene);
    const reason = new Error('the kit aborted before');
    const listening = scene.listening({ endpoint, signal: aborted(reason) });
    await scene.rejectedWith(reason, listening, 'listen must reject if the signal has aborted before');
    await isFree(scene, endpoint);
  },
};

const abortsListen: LinkCase = {
  name: 'gives up listening when the signal aborts',
  links: allLinks,
  run: async (scene) => {
    const endpoint = await knownEndpoint(scene);
    const reason = new Error('the kit aborted meanwhile');
    const controller = new AbortController();
    const listening = scene.listening({ endpoint, signal: controller.signal });
    controller.abort(reason);
    await scene.rejectedWith(reason, listening, 'listen must reject when the signal aborts meanwhile');
    await isFree(scene, endpoint);
  },
};

const connectAborted: LinkCase = {
  name: 'does not connect once the signal has aborted',
  links: allLinks,
  run: async (scene) => {
    const { endpoint } = await scene.listen();
    const reason = new Error('the kit aborted before');
    const connecting = scene.connecting(endpoint, { signal: aborted(reason) });
    await scene.rejectedWith(reason, connecting, 'connect must reject if the signal has aborted before');
  },
};

const abortsConnect: LinkCase = {
  name: 'gives up connecting when the signal aborts',
  links: allLinks,
  run: async (scene) => {
    const { endpoint } = await scene.listen();
    const reason = new Error('the kit aborted meanwhile');
    const controller = new AbortController();
    const connecting = scene.connecting(endpoint, { clients: 3, signal: controller.signal });
    controller.abort(reason);
    await scene.rejectedWith(reason, connecting, 'connect must reject when the signal aborts meanwhile');
    const client = await scene.connect(endpoint);
    const sent = request(1);
    const obligation = 'a client that connects after an aborted one must be served';
    assertEchoed(sent, await scene.inTime(client.call(0, sent), obligation));
  },
};

/** Where a connection alone is enough to call, connect resolves; then close has to leave nothing. */
const leavesMuteServer: LinkCase = {
  name: 'leaves no connection when it gives up on a server that accepts and says nothing',
  links: openLinks,
  run: async (scene) => {
    let accepted: () => void;
    const acceptance = new Promise<void>((resolve) => {
      accepted = resolve;
    });
    const server = await rawServer(scene, (socket) => {
      socket.resume();
      accepted();
    });
    const reason = new Error('the kit aborted while the server was mute');
    const controller = new AbortController();
    const connecting = scene.connecting(server.endpoint, { clients: 3, signal: controller.signal });
    const outcome = connecting.then(
      (client) => client.close(),
      (error: unknown) => ({ error }),
    );
    await scene.inTime(acceptance, 'connect must reach a server that listens');
    controller.abort(reason);
    const failure = await scene.inTime(outcome, 'connect must settle soon after the signal aborts');
    const obligation = "connect must reject with the signal's reason when it aborts";
    if (failure !== undefined) assert.ok(failure.error === reason, obligation);
    const open = (): number => server.sockets.filter((socket) => !socket.closed).length;
    await scene.eventually(
      () => open() === 0,
      () => `connect must leave nothing when the signal aborts; ${String(open())} connections stay open`,
    );
  },
};
