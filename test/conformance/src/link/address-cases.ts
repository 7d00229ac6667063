import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { dirname } from 'node:path';
import { type Endpoint, socketAddress } from '@wiretax/core';
import { longest, type Scene } from './scene.js';

interface AddressCase {
  readonly name: string;
  readonly run: (scene: Scene) => Promise<void>;
}

const peers = 8;

/** What endpoints look like. */
export function addressCases(name: string): readonly AddressCase[] {
  return [
    { name: 'gives endpoints that bear its name', run: (scene) => bearsName(scene, name) },
    { name: 'gives each peer an endpoint of its own', run: givesEachItsOwn },
    { name: 'gives a port to whoever can not say which it got', run: fixesPort },
    { name: "keeps paths of sockets in the peer's folder, and short", run: keepsToFolder },
    { name: 'listens where the machine is reached', run: followsMachine },
  ];
}

async function bearsName({ link, endpoint }: Scene, name: string): Promise<void> {
  const given = await endpoint();
  assert.equal(given.link, name, 'endpoint.link must be the name under which the plugin adds the link');
  assert.ok(given.address !== '', 'endpoint.address must not be empty');
  if (link.form === 'socket') socketAddress(given);
}

/** Port 0 is no place yet: the system gives another to each who binds it. */
function isOpen({ link }: Scene, endpoint: Endpoint): boolean {
  if (link.form !== 'socket') return false;
  const at = socketAddress(endpoint);
  return 'port' in at && at.port === 0;
}

async function givesEachItsOwn(scene: Scene): Promise<void> {
  for (const fixed of [false, true]) {
    const given = await Promise.all(Array.from({ length: peers }, () => scene.endpoint(fixed)));
    const places = given.filter((endpoint) => !isOpen(scene, endpoint)).map(({ address }) => address);
    assert.equal(
      new Set(places).size,
      places.length,
      `two peers must not get one address: ${places.join(' ')}`,
    );
  }
}

async function fixesPort(scene: Scene): Promise<void> {
  const isFixed = !isOpen(scene, await scene.endpoint(true));
  assert.ok(isFixed, 'where fixed is true, the address must have a port other than 0');
}

async function keepsToFolder(scene: Scene): Promise<void> {
  if (scene.link.form !== 'socket') return;
  const { folder, ...endpoint } = await scene.endpoint();
  const at = socketAddress(endpoint);
  if (!('path' in at)) return;
  assert.equal(dirname(at.path), folder, "a socket lies in the peer's folder, with which it is removed");
  const bytes = Buffer.byteLength(at.path);
  const limit = `no path of a socket may have more than ${String(longest.socket)} bytes`;
  assert.ok(bytes <= longest.socket, `${limit}; that in a long folder has ${String(bytes)}`);
}

/** One that goes its own ways, such as over another network card, may say something else on any machine. */
async function followsMachine(scene: Scene): Promise<void> {
  const { link, machine, endpoint } = scene;
  if (link.form !== 'socket') return;
  const here = socketAddress(await endpoint());
  if ('path' in here || here.host !== machine.address) return;
  const elsewhere = '127.0.0.2';
  const there = socketAddress(await endpoint(false, { ...machine, name: 'other', address: elsewhere }));
  assert.equal(
    'host' in there && there.host,
    elsewhere,
    'the address must have the host at which the machine is reached',
  );
}
