import assert from 'node:assert/strict';
import type { Endpoint, Link } from '@wiretax/core';
import type { Case } from '../cases.js';
import { contributionOf } from '../subject.js';
import { capabilitiesOf } from './capabilities.js';
import { allLinks, type LinkCase, openLinks, overLinks } from './link-case.js';
import { assertEchoed, request } from './payloads.js';
import { rawClient } from './raw-sockets.js';
import { Scene } from './scene.js';
import type { TransportSubject } from './subject.js';

/** That `supports` is true as far as links and endpoints go. */
export function supportCases(subject: TransportSubject): readonly Case[] {
  return [
    {
      name: 'is provided by the plugin',
      run: () => {
        contributionOf(subject, 'transports');
      },
    },
    { name: 'says what it supports', run: () => statesSupport(subject) },
    overLinks(subject, listens),
    { name: 'refuses links that it does not name', run: () => refusesOtherLinks(subject) },
    overLinks(subject, bindsAgain),
    overLinks(subject, refusesTaken),
  ];
}

function statesSupport(subject: TransportSubject): void {
  const { links, maxMessageBytes } = capabilitiesOf(subject);
  for (const link of links) {
    assert.ok(allLinks.includes(link), `supports.links names ${link}; there are ${allLinks.join(', ')}`);
  }
  assert.equal(new Set(links).size, links.length, 'supports.links names each link once');
  const bytes = `supports.maxMessageBytes is ${String(maxMessageBytes)}; it must be a whole number of bytes`;
  assert.ok(Number.isSafeInteger(maxMessageBytes) && maxMessageBytes > 0, bytes);
}

const listens: LinkCase = {
  name: 'listens on every link that it names, where a client can connect',
  links: allLinks,
  run: async (scene) => {
    const wanted = await scene.endpoint();
    const listener = await scene.listen({ endpoint: wanted });
    const { endpoint } = listener;
    if (wanted.kind === 'tcp' && endpoint.kind === 'tcp') {
      const port = `listener.endpoint must have the port that the system picked, not ${String(endpoint.port)}`;
      assert.ok(Number.isInteger(endpoint.port) && endpoint.port > 0 && endpoint.port < 65_536, port);
      assert.deepEqual({ ...endpoint, port: 0 }, wanted, 'apart from the port, it is the endpoint given');
    } else {
      assert.deepEqual(endpoint, wanted, 'listener.endpoint must be the endpoint that was given');
    }
    if (openLinks.includes(scene.link)) await rawClient(scene, endpoint);
    const client = await scene.connect(endpoint);
    const sent = request(1);
    assertEchoed(sent, await scene.inTime(client.call(0, sent), 'a call must settle'));
  },
};

async function refusesOtherLinks(subject: TransportSubject): Promise<void> {
  const { links } = capabilitiesOf(subject);
  const unnamed = allLinks.filter((link) => !links.includes(link));
  for (const link of unnamed) await refuses(subject, link);
}

async function refuses(subject: TransportSubject, link: Link): Promise<void> {
  const limitMs = subject.limitMs ?? 20_000;
  const scene = new Scene(contributionOf(subject, 'transports'), link, {
    options: subject.options ?? {},
    capabilities: { ...capabilitiesOf(subject), maxMessageBytes: 1 },
    deadlineAtMs: performance.now() + limitMs / 2,
  });
  try {
    const endpoint = await scene.endpoint();
    const which = `an endpoint of link ${link}, which supports.links does not name`;
    await scene.rejected(scene.listening({ endpoint }), `listen must reject ${which}`);
    const reachable: Endpoint = endpoint.kind === 'tcp' ? { ...endpoint, port: 9 } : endpoint;
    await scene.rejected(scene.connecting(reachable), `connect must reject ${which}`);
  } finally {
    await scene.end(0.05 * limitMs);
  }
}

const bindsAgain: LinkCase = {
  name: 'binds the endpoint it is given, and releases it when closed',
  links: allLinks,
  run: async (scene) => {
    const first = await scene.listen();
    await scene.inTime(first.close(), 'close of a listener must settle');
    const second = await scene.listen({ endpoint: first.endpoint });
    assert.deepEqual(second.endpoint, first.endpoint, 'listen must bind the endpoint that it was given');
    const client = await scene.connect(first.endpoint);
    const sent = request(2);
    assertEchoed(sent, await scene.inTime(client.call(0, sent), 'a call must settle'));
  },
};

const refusesTaken: LinkCase = {
  name: 'refuses to listen where somebody listens',
  links: allLinks,
  run: async (scene) => {
    const { endpoint } = await scene.listen();
    await scene.rejected(scene.listening({ endpoint }), 'listen at a taken endpoint must reject');
    const client = await scene.connect(endpoint);
    const sent = request(3);
    const obligation = 'the listener that has the endpoint must go on serving';
    assertEchoed(sent, await scene.inTime(client.call(0, sent), obligation));
  },
};
