import assert from 'node:assert/strict';
import type { Payload } from '@wiretax/core';
import type { Case } from '../cases.js';
import { allLinks, type LinkCase, overLinks } from './link-case.js';
import { assertEchoed, assertSameData, request } from './payloads.js';
import type { TransportSubject } from './subject.js';
import { emptyingCodec, headBytes } from './wire-codec.js';

const KiB = 1024;

/** That whatever a message may hold arrives as it was sent. */
export function sizeCases(subject: TransportSubject): readonly Case[] {
  const cases = [
    echoes('0 B', 0),
    echoes('1 B', 1),
    echoes('64 KiB', 64 * KiB),
    echoes('4 MiB', 4 * KiB * KiB),
    echoesNothing,
    carriesFields,
    keepsBytes,
  ];
  return cases.map((one) => overLinks(subject, one));
}

function echoes(size: string, bytes: number): LinkCase {
  return {
    name: `echoes ${size}`,
    links: allLinks,
    run: async (scene) => {
      const { endpoint } = await scene.listen();
      const client = await scene.connect(endpoint);
      if (bytes + headBytes > scene.maxMessageBytes) {
        const obligation = `a message of ${size} is over the limit, so a call with it must reject`;
        await scene.rejected(client.call(0, request(1, bytes)), obligation);
        return;
      }
      for (const id of [1, 2]) {
        const sent = request(id, bytes);
        assertEchoed(sent, await scene.inTime(client.call(0, sent), `a call with ${size} must settle`));
      }
    },
  };
}

const echoesNothing: LinkCase = {
  name: 'echoes a message that its codec encodes as no bytes',
  links: allLinks,
  run: async (scene) => {
    const codec = emptyingCodec();
    const { endpoint } = await scene.listen({ codec });
    const client = await scene.connect(endpoint, { codec });
    const sent: Payload = { id: 0, data: new Uint8Array(0), timestampNs: 0, replySize: 0, serviceTimeNs: 0 };
    for (let turn = 0; turn < 2; turn += 1) {
      assertEchoed(sent, await scene.inTime(client.call(0, sent), 'a call without a byte must settle'));
    }
    const next = request(1);
    assertEchoed(next, await scene.inTime(client.call(0, next), 'the call after it must settle'));
  },
};

const carriesFields: LinkCase = {
  name: 'carries every field, in either direction',
  links: allLinks,
  run: async (scene) => {
    const sent: Payload = {
      ...request(Number.MAX_SAFE_INTEGER, 100),
      timestampNs: 1_234_567_890_123,
      replySize: 10,
      serviceTimeNs: 1_500,
    };
    const answer: Payload = { ...request(sent.id, 10), timestampNs: 2_345_678_901_234, serviceTimeNs: 1_777 };
    const seen: Payload[] = [];
    const { endpoint } = await scene.listen({
      handler: (received) => {
        seen.push(received);
        return answer;
      },
    });
    const client = await scene.connect(endpoint);
    const given = { ...sent };
    const reply = await scene.inTime(client.call(0, given), 'a call must settle');
    assert.deepEqual(given, sent, 'call must leave the request as it is');
    const [received] = seen;
    assert.ok(received !== undefined, 'the handler must be called for a request');
    assertSameFields(sent, received, 'the request, as the handler gets it,');
    assertSameFields(answer, reply, 'the reply');
  },
};

function assertSameFields(sent: Payload, got: Payload, what: string): void {
  assertSameData(sent, got, what);
  const numbers = ({ id, timestampNs, replySize, serviceTimeNs }: Payload): object => ({
    id,
    timestampNs,
    replySize,
    serviceTimeNs,
  });
  assert.deepEqual(numbers(got), numbers(sent), `${what} must have the fields that were sent`);
}

/** A codec may return a view of the bytes it was given, and the payload lives on after the call. */
const keepsBytes: LinkCase = {
  name: 'leaves the bytes that it handed to the codec alone',
  links: allLinks,
  run: async (scene) => {
    const bytes = Math.min(48 * KiB, scene.maxMessageBytes - headBytes);
    const requests: Payload[] = [];
    const { endpoint } = await scene.listen({
      handler: (received) => {
        requests.push(received);
        return received;
      },
    });
    const client = await scene.connect(endpoint);
    const replies: Payload[] = [];
    for (let id = 0; id < 8; id += 1) {
      replies.push(await scene.inTime(client.call(0, request(id, bytes)), 'a call must settle'));
    }
    const kept = 'after further calls, as the payload may be a view of the bytes that were decoded,';
    requests.forEach((received, id) => assertSameData(request(id, bytes), received, `${kept} a request`));
    replies.forEach((reply, id) => assertSameData(request(id, bytes), reply, `${kept} a reply`));
  },
};
