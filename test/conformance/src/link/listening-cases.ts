import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { boundEndpoint, type Endpoint, socketAddress } from '@wiretax/core';
import { held, moreThan } from '../held.js';
import type { Scene } from './scene.js';

export async function listens({ link, endpoint }: Scene): Promise<void> {
  if (link.form !== 'socket') return;
  for (const fixed of [false, true]) await carriesByte(await endpoint(fixed));
}

/** Listens, connects, and sends a byte each way. */
async function carriesByte(endpoint: Endpoint): Promise<void> {
  const server = createServer((socket) => socket.pipe(socket));
  try {
    server.listen(socketAddress(endpoint));
    await once(server, 'listening');
    const client = connect(socketAddress(boundEndpoint(endpoint, server.address())));
    try {
      client.write('x');
      const [echoed] = (await once(client, 'data')) as [Buffer];
      assert.equal(echoed.toString(), 'x', 'what is sent must come back as it was');
    } finally {
      client.destroy();
    }
  } catch (error) {
    const { address } = endpoint;
    const reason = error instanceof Error ? error.message : String(error);
    throw new assert.AssertionError({
      message: `${address} must be a place to listen and connect: ${reason}`,
    });
  } finally {
    server.close();
  }
}

/** The first time may load modules; later ones must leave nothing. */
export async function leavesNothing({ endpoint }: Scene): Promise<void> {
  const ask = async (): Promise<void> => {
    for (const fixed of [false, true]) await endpoint(fixed);
  };
  await ask();
  const before = await held();
  for (let again = 0; again < 3; again += 1) await ask();
  const more = moreThan(before, await held());
  assert.equal(more, '', `what endpoint opens it must close; there is more now than before: ${more}`);
}
