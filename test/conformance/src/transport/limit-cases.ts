import assert from 'node:assert/strict';
import type { Case } from '../cases.js';
import { capabilitiesOf } from './capabilities.js';
import { allLinks, type LinkCase, overLinks } from './link-case.js';
import { assertEchoed, request } from './payloads.js';
import type { Scene } from './scene.js';
import type { TransportSubject } from './subject.js';
import { headBytes } from './wire-codec.js';

/**
 * Up to here messages at the limit are made and sent. For a limit above it, which would take gigabytes, the
 * cases aren't there. Give options that lower it.
 */
const largestTried = 128 * 1024 * 1024;

/** What happens at the largest message, one byte above it, and after that. */
export function limitCases(subject: TransportSubject): readonly Case[] {
  if (!canBeTried(subject)) return [];
  return [carriesLimit, refusesRequest, refusesReply].map((one) => overLinks(subject, one));
}

function canBeTried(subject: TransportSubject): boolean {
  try {
    const limit = capabilitiesOf(subject).maxMessageBytes;
    return limit > headBytes && limit <= largestTried;
  } catch {
    // The first case says what is wrong with the plugin.
    return true;
  }
}

const carriesLimit: LinkCase = {
  name: 'carries a message of exactly its limit',
  links: allLinks,
  run: async (scene) => {
    const { endpoint } = await scene.listen();
    const client = await scene.connect(endpoint);
    const sent = request(1, scene.maxMessageBytes - headBytes);
    assertEchoed(
      sent,
      await scene.inTime(client.call(0, sent), 'a call with the largest message must settle'),
    );
  },
};

const refusesRequest: LinkCase = {
  name: 'refuses a request over its limit',
  links: allLinks,
  run: async (scene) => {
    let handled = 0;
    const { endpoint } = await scene.listen({
      handler: (received) => {
        if (received.id === 1) handled += 1;
        return received;
      },
    });
    const large = request(1, scene.maxMessageBytes + 1 - headBytes);
    await refuses(scene, async () => {
      const client = await scene.connect(endpoint);
      return client.call(0, large);
    });
    assert.equal(handled, 0, 'a request over the limit must not reach the handler');
    await servesOthers(scene, endpoint);
  },
};

const refusesReply: LinkCase = {
  name: 'refuses a reply over its limit',
  links: allLinks,
  run: async (scene) => {
    const { endpoint } = await scene.listen({
      handler: (received) =>
        received.replySize === received.data.byteLength
          ? received
          : { ...request(received.id, received.replySize), id: received.id },
    });
    const asking = { ...request(1), replySize: scene.maxMessageBytes + 1 - headBytes };
    await refuses(scene, async () => {
      const client = await scene.connect(endpoint);
      return client.call(0, asking);
    });
    await servesOthers(scene, endpoint);
  },
};

async function refuses(scene: Scene, call: () => Promise<unknown>): Promise<void> {
  const limit = String(scene.maxMessageBytes);
  const over = String(scene.maxMessageBytes + 1);
  const obligation = `a call with a message of ${over} bytes must reject, as the limit is ${limit}`;
  const { message } = await scene.rejected(call(), obligation);
  const digits = message.replace(/(\d)[,_ ](?=\d{3})/g, '$1');
  assert.ok(
    digits.includes(limit) || digits.includes(over),
    `${obligation}, and say so; it says: ${message}`,
  );
}

async function servesOthers(scene: Scene, endpoint: Parameters<Scene['connect']>[0]): Promise<void> {
  const client = await scene.connect(endpoint);
  const sent = request(2);
  const obligation = 'the listener must go on serving others';
  assertEchoed(sent, await scene.inTime(client.call(0, sent), obligation));
}
