import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WiretaxError } from '../../kernel/errors.js';
import { nodeHost } from '../../kernel/host/node-host.js';
import { Cast, type CastOptions } from './cast.js';
import type { CastPeer } from './cast-peer.js';

const never = new Promise<never>(() => undefined);
const gone = (name: string): WiretaxError => new WiretaxError('E_PEER_EXITED', `${name} has gone`);

/** A cast of peers that end, or whose machines are lost, as told. */
function castOf(...peers: readonly { name: string; ended?: Promise<Error>; lost?: Promise<Error> }[]): Cast {
  const cast = new Cast({ kernel: { host: nodeHost() } } as unknown as CastOptions);
  cast.peers = peers.map(
    ({ name, ended = never, lost }) =>
      ({
        name,
        process: { ended },
        place: { isHere: lost === undefined, lost: lost ?? never },
      }) as unknown as CastPeer,
  );
  return cast;
}

async function causeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(String, (thrown: unknown) => (thrown as Error).message);
}

test('work that is done is handed on, and work that fails by itself fails as it did', async () => {
  const cast = castOf({ name: 'server' }, { name: 'client' });
  assert.is(await cast.watch(Promise.resolve(7)), 7);
  assert.is(await causeOf(cast.watch(Promise.reject(new Error('a call failed')))), 'a call failed');
});

test('a peer that ends is the cause, also where the work has failed of it before anybody knew', async () => {
  const ended = new Promise<Error>((resolve) => setImmediate(resolve, gone('server')));
  const cast = castOf({ name: 'server', ended }, { name: 'client' });
  assert.is(await causeOf(cast.watch(Promise.reject(new Error('a call failed')))), 'server has gone');
  assert.is(await causeOf(cast.watch(never)), 'server has gone');
});

test('of several that end it is the one that was started first; a machine that was lost is before all', async () => {
  const [server, client] = ['server', 'client'].map((name) => ({
    name,
    ended: Promise.resolve<Error>(gone(name)),
  }));
  assert.ok(server && client);
  assert.is(await causeOf(castOf(server, client).watch(never)), 'server has gone');
  const lost = Promise.resolve<Error>(new WiretaxError('E_MACHINE_LOST', 'machine far: gone'));
  assert.match(await causeOf(castOf(server, { ...client, lost }).watch(never)), 'machine far: gone');
});

test.run();
