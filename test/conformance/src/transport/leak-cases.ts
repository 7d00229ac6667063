import { readdir, readlink } from 'node:fs/promises';
import type { Case } from '../cases.js';
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

/** What keeps the event loop alive, and open sockets too where the system can tell, by kind. */
async function held(): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  // Reading the folder of open files would count itself.
  const sockets = await openSockets();
  const kinds = process.getActiveResourcesInfo().filter((kind) => !kind.startsWith('FSReq'));
  for (const kind of [...kinds, ...sockets]) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** A socket that doesn't keep the loop alive is a leak all the same. */
async function openSockets(): Promise<readonly string[]> {
  const directory = '/proc/self/fd';
  const names = await readdir(directory).catch(() => []);
  const targets = await Promise.all(names.map((name) => readlink(`${directory}/${name}`).catch(() => '')));
  return targets.filter((target) => target.startsWith('socket:')).map(() => 'open socket');
}

function moreThan(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): string {
  const more = [...now].filter(([kind, count]) => count > (before.get(kind) ?? 0));
  return more
    .map(([kind, count]) => `${kind} ${String(count)}, before ${String(before.get(kind) ?? 0)}`)
    .join('; ');
}
