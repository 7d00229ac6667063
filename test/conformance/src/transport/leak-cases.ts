import type { Case } from '../cases.js';
import { held, moreThan } from '../held.js';
import { allLinks, type LinkCase, overLinks } from './link-case.js';
import { request } from './payloads.js';
import type { Scene } from './scene.js';
import type { TransportSubject } from './subject.js';

/** That closing everything leaves the process as it was. */
export function leakCases(subject: TransportSubject): readonly Case[] {
  return [afterClose, afterFailure].map((one) => overLinks(subject, one));
}

const afterClose: LinkCase = {
  name: 'leaves no handle behind when all is closed',
  links: allLinks,
  run: (scene) =>
    leavesNothing(scene, async () => {
      const listener = await scene.listen();
      const client = await scene.connect(listener.endpoint, { clients: 3 });
      const calls = [0, 1, 2].map((number) => client.call(number, request(number)));
      await scene.inTime(Promise.all(calls), 'calls must settle');
      await scene.inTime(client.close(), 'close of a client must settle');
      await scene.inTime(listener.close(), 'close of a listener must settle');
    }),
};

const afterFailure: LinkCase = {
  name: 'leaves no handle behind when connecting fails',
  links: allLinks,
  run: (scene) =>
    leavesNothing(scene, async () => {
      const listener = await scene.listen();
      await scene.inTime(listener.close(), 'close of a listener must settle');
      await scene.rejected(
        scene.connecting(listener.endpoint, { clients: 3 }),
        'connect must reject when the server can not be reached',
      );
    }),
};

/** The first time may load modules and fill caches; the second and third must leave nothing. */
async function leavesNothing(scene: Scene, use: () => Promise<void>): Promise<void> {
  await use();
  await scene.eventually(
    async () => (await held()).get('Immediate') === undefined,
    () => 'the event loop must come to rest',
  );
  const before = await held();
  await use();
  await use();
  let left = '';
  await scene.eventually(
    async () => {
      left = moreThan(before, await held());
      return left === '';
    },
    () => `when all is closed the process must hold what it held before; it holds more: ${left}`,
  );
}
