import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import type { Case } from '../cases.js';
import { heldHandler, heldId } from './held-handler.js';
import { allLinks, type LinkCase, overLinks } from './link-case.js';
import { assertEchoed, request } from './payloads.js';
import type { TransportSubject } from './subject.js';

/** What an abort does to one call, and leaves undone to others. */
export function callAbortCases(subject: TransportSubject): readonly Case[] {
  const cases = [callAborted, abortsCall, lateReply, leavesNoListener];
  return cases.map((one) => overLinks(subject, one));
}

const callAborted: LinkCase = {
  name: 'rejects a call whose signal has aborted',
  links: allLinks,
  run: async (scene) => {
    const { endpoint } = await scene.listen();
    const client = await scene.connect(endpoint);
    const reason = new Error('the kit aborted before');
    const call = client.call(0, request(1), AbortSignal.abort(reason));
    await scene.rejectedWith(reason, call, 'a call must reject if its signal has aborted before');
    const sent = request(2);
    assertEchoed(sent, await scene.inTime(client.call(0, sent), 'the next call must be answered'));
  },
};

const abortsCall: LinkCase = {
  name: 'rejects a call in flight when its signal aborts, and no other',
  links: allLinks,
  run: async (scene) => {
    const held = heldHandler(2);
    const { endpoint } = await scene.listen({ handler: held.handler });
    const client = await scene.connect(endpoint, { clients: 2 });
    const reason = new Error('the kit aborted meanwhile');
    const controller = new AbortController();
    const call = client.call(0, request(heldId), controller.signal);
    const other = request(heldId + 1);
    const otherCall = client.call(1, other);
    otherCall.catch(() => undefined);
    const rejection = scene.rejectedWith(reason, call, 'a call must reject when its signal aborts');
    rejection.catch(() => undefined);
    await scene.inTime(held.reached, 'the calls of both clients must reach the handler');
    controller.abort(reason);
    await rejection;
    held.release();
    const obligation = 'a call in flight must be answered though another was aborted';
    assertEchoed(other, await scene.inTime(otherCall, obligation));
  },
};

const lateReply: LinkCase = {
  name: 'hands the late reply of an aborted call to no other',
  links: allLinks,
  run: async (scene) => {
    const held = heldHandler(1);
    const { endpoint } = await scene.listen({ handler: held.handler });
    const client = await scene.connect(endpoint);
    const controller = new AbortController();
    const call = client.call(0, request(heldId), controller.signal);
    const rejection = scene.rejected(call, 'a call must reject when its signal aborts');
    rejection.catch(() => undefined);
    await scene.inTime(held.reached, 'a call must reach the handler');
    controller.abort(new Error('the kit aborted meanwhile'));
    await rejection;
    // The client may have given up its connection with the call. Then calls fail, and say so.
    const outcome = async (id: number): Promise<string> => {
      const sent = request(id);
      return client.call(0, sent).then(
        (reply) => {
          assertEchoed(sent, reply);
          return 'answered';
        },
        (error: unknown) => {
          assert.ok(error instanceof Error && error.message !== '', 'a call that fails must say why');
          return 'failed';
        },
      );
    };
    const next = Promise.all([outcome(1), outcome(2)]);
    next.catch(() => undefined);
    held.release();
    await scene.inTime(next, 'a call must settle after another was aborted');
    await scene.inTime(outcome(3), 'a call must settle after another was aborted');
  },
};

const leavesNoListener: LinkCase = {
  name: 'takes its listeners off the signal of a call',
  links: allLinks,
  run: async (scene) => {
    const { endpoint } = await scene.listen();
    const client = await scene.connect(endpoint);
    const { signal } = new AbortController();
    for (const id of [1, 2, 3]) {
      await scene.inTime(client.call(0, request(id), signal), 'a call with a signal must be answered');
    }
    const left = (): number => getEventListeners(signal, 'abort').length;
    const obligation = 'calls may share a signal, so each must take its listener off it when it has settled';
    await scene.eventually(
      () => left() === 0,
      () => `${obligation}; ${String(left())} are left`,
    );
  },
};
