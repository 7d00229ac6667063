import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Payload } from '@wiretax/core';
import type { Case } from '../cases.js';
import { heldHandler, heldId } from './held-handler.js';
import { allLinks, type LinkCase, overLinks } from './link-case.js';
import { assertEchoed, request } from './payloads.js';
import type { TransportSubject } from './subject.js';

/** That calls don't get in each other's way. */
export function concurrencyCases(subject: TransportSubject): readonly Case[] {
  const cases = [eachOnce, allAtOnce, slotsHold, outOfOrder, severalOfOne, pairsApart];
  return cases.map((one) => overLinks(subject, one));
}

const eachOnce: LinkCase = {
  name: 'answers every call of many clients once, with its own reply',
  links: allLinks,
  run: async (scene) => {
    const [clients, rounds] = [32, 20];
    const handled = new Map<number, number>();
    const { endpoint } = await scene.listen({
      handler: (received) => {
        handled.set(received.id, (handled.get(received.id) ?? 0) + 1);
        return received;
      },
    });
    const client = await scene.connect(endpoint, { clients });
    const callInTurn = async (_: unknown, number: number): Promise<void> => {
      for (let round = 0; round < rounds; round += 1) {
        const sent = request(round * clients + number, 2 + number * 7);
        assertEchoed(sent, await client.call(number, sent));
      }
    };
    const all = Promise.all(Array.from({ length: clients }, callInTurn));
    await scene.inTime(all, 'every call of many clients must settle');
    assert.equal(handled.size, clients * rounds, 'every call must reach the handler');
    for (const [id, times] of handled) {
      assert.equal(times, 1, `a call must reach the handler once; ${String(id)} did ${String(times)} times`);
    }
  },
};

const allAtOnce: LinkCase = {
  name: 'has a call of every client in flight at the same time',
  links: allLinks,
  run: async (scene) => {
    const clients = 16;
    let waiting: (() => void)[] = [];
    const { endpoint } = await scene.listen({
      handler: (received) =>
        new Promise<Payload>((resolve) => {
          waiting.push(() => resolve(received));
          if (waiting.length < clients) return;
          const last = waiting.reverse();
          waiting = [];
          for (const answer of last) answer();
        }),
    });
    const client = await scene.connect(endpoint, { clients });
    const calls = Array.from({ length: clients }, async (_, number) => {
      const sent = request(number);
      assertEchoed(sent, await client.call(number, sent));
    });
    const obligation = 'each client must be able to have a call in flight while all others have one';
    await scene.inTime(Promise.all(calls), obligation);
  },
};

const slotsHold: LinkCase = {
  name: 'tells how many calls it can have on the wire',
  links: allLinks,
  run: async (scene) => {
    const clients = 4;
    const most = 32;
    const { endpoint } = await scene.listen();
    const { slots, call } = await scene.connect(endpoint, { clients });
    const whole = slots === Infinity || (Number.isSafeInteger(slots) && slots > 0);
    assert.ok(whole, `slots is ${String(slots)}; say how many calls can be on the wire, or Infinity`);
    // As many as it can have must not wait for one another; whether pipelined ones do is the server's affair.
    const count = slots === Infinity ? clients : Math.min(slots, most);
    const together = heldHandler(count);
    const other = await scene.listen({ handler: together.handler });
    const client = await scene.connect(other.endpoint, { clients });
    const calls = Array.from({ length: count }, async (_, id) => {
      const sent = request(heldId + id);
      assertEchoed(sent, await client.call(id % clients, sent));
    });
    const obligation = `slots is ${String(slots)}: so many calls must be in the handler together`;
    await scene.inTime(together.reached, obligation);
    together.release();
    await scene.inTime(Promise.all(calls), 'every call must settle');
    const sent = request(1);
    assertEchoed(sent, await scene.inTime(call(0, sent), 'a call must settle'));
    assert.equal(client.slots, slots, 'slots must stay what it is, and be the same for as many clients');
  },
};

const outOfOrder: LinkCase = {
  name: 'gives each call its own reply when the handler answers out of order',
  links: allLinks,
  run: async (scene) => {
    const [clients, calls] = [4, 4];
    const { endpoint } = await scene.listen({
      handler: async (received) => {
        await delay((3 - (received.id % calls)) * 5);
        return received;
      },
    });
    const client = await scene.connect(endpoint, { clients });
    const all = Array.from({ length: clients * calls }, async (_, id) => {
      const sent = request(id);
      assertEchoed(sent, await client.call(Math.floor(id / calls), sent));
    });
    await scene.inTime(Promise.all(all), 'every call must settle when the handler answers out of order');
  },
};

const severalOfOne: LinkCase = {
  name: 'answers many calls of one client that are in flight together',
  links: allLinks,
  run: async (scene) => {
    const { endpoint } = await scene.listen();
    const client = await scene.connect(endpoint);
    const all = Array.from({ length: 64 }, async (_, id) => {
      const sent = request(id, 2 + id * 5);
      assertEchoed(sent, await client.call(0, sent));
    });
    await scene.inTime(Promise.all(all), 'every call of one client must settle');
  },
};

const pairsApart: LinkCase = {
  name: 'keeps two listeners and their clients apart',
  links: allLinks,
  run: async (scene) => {
    const answering = (mark: number) =>
      scene.listen({ handler: (received) => ({ ...received, serviceTimeNs: mark }) });
    const [one, two] = [await answering(1), await answering(2)];
    const [ofOne, ofTwo] = [await scene.connect(one.endpoint), await scene.connect(two.endpoint)];
    const who = async (client: typeof ofOne): Promise<number> =>
      (await scene.inTime(client.call(0, request(1)), 'a call must settle')).serviceTimeNs;
    const apart = 'a transport keeps no state between listen and connect: each client has its own listener';
    assert.deepEqual([await who(ofTwo), await who(ofOne)], [2, 1], apart);
    await scene.inTime(ofOne.close(), 'close of a client must settle');
    await scene.inTime(one.close(), 'close of a listener must settle');
    assert.equal(await who(ofTwo), 2, 'closing one client and its listener must leave others alone');
  },
};
