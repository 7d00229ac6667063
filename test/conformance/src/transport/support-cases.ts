import assert from 'node:assert/strict';
import { addressText, socketAddress } from '@wiretax/core';
import type { Case } from '../cases.js';
import { contributionOf } from '../subject.js';
import { capabilitiesOf } from './capabilities.js';
import { allForms, allLinks, type LinkCase, openLinks, overLinks } from './link-case.js';
import { assertEchoed, request } from './payloads.js';
import { rawClient } from './raw-sockets.js';
import type { TransportSubject } from './subject.js';

/** That `supports` is true as far as forms of links and endpoints go. */
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
    overLinks(subject, takesAnyName),
    overLinks(subject, bindsAgain),
    overLinks(subject, refusesTaken),
  ];
}

function statesSupport(subject: TransportSubject): void {
  const { forms, schemes = [], workloads = false, maxMessageBytes } = capabilitiesOf(subject);
  assert.ok(forms.length > 0, 'supports.forms names at least one form of links');
  for (const form of forms) {
    assert.ok(allForms.includes(form), `supports.forms names ${form}; there are ${allForms.join(', ')}`);
  }
  assert.equal(new Set(forms).size, forms.length, 'supports.forms names each form once');
  for (const scheme of schemes)
    assert.match(scheme, /^[a-z][a-z0-9+-]*$/, `supports.schemes names ${scheme}, which begins no address`);
  assert.equal(new Set(schemes).size, schemes.length, 'supports.schemes names each scheme once');
  assert.ok(!workloads || schemes.length > 0, 'supports.workloads is for a transport that has schemes');
  const bytes = `supports.maxMessageBytes is ${String(maxMessageBytes)}; it must be a whole number of bytes`;
  assert.ok(Number.isSafeInteger(maxMessageBytes) && maxMessageBytes > 0, bytes);
}

const listens: LinkCase = {
  name: 'listens on every link of its forms, where a client can connect',
  links: allLinks,
  run: async (scene) => {
    const wanted = await scene.endpoint();
    const listener = await scene.listen({ endpoint: wanted });
    const { endpoint } = listener;
    const at = scene.link === 'tcp' ? socketAddress(endpoint) : undefined;
    if (at === undefined || 'path' in at) {
      assert.deepEqual(endpoint, wanted, 'listener.endpoint must be the endpoint that was given');
    } else {
      const port = `listener.endpoint must have the port that the system picked, not ${String(at.port)}`;
      assert.ok(at.port > 0, port);
      const apart = { ...endpoint, address: addressText({ ...at, port: 0 }) };
      assert.deepEqual(apart, wanted, 'apart from the port, it is the endpoint given');
    }
    if (openLinks.includes(scene.link)) await rawClient(scene, endpoint);
    const client = await scene.connect(endpoint);
    const sent = request(1);
    assertEchoed(sent, await scene.inTime(client.call(0, sent), 'a call must settle'));
  },
};

const takesAnyName: LinkCase = {
  name: 'takes a link of its forms whatever its name',
  links: allLinks,
  run: async (scene) => {
    const wanted = { ...(await scene.endpoint()), link: 'of-the-kit' };
    const { endpoint } = await scene.listen({ endpoint: wanted });
    assert.equal(endpoint.link, wanted.link, 'listener.endpoint must name the link that was given');
    const client = await scene.connect(endpoint);
    const sent = request(4);
    assertEchoed(sent, await scene.inTime(client.call(0, sent), 'a call must settle'));
  },
};

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
