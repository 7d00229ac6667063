import { join } from 'node:path';
import type { Host } from '../../contract/host.js';
import type { Yardstick } from '../../contract/yardstick.js';
import type { PeerProcess } from '../peer/peer-process.js';

/** For work of 60 ms, on a machine that may be busy with anything else. */
const limitMs = 10_000;

/**
 * What the CPUs of the peers of core's are worth now. The first two pass a byte to and fro, if both read the same clock: a client, and
 * whom it calls.
 */
export async function takeYardstick(
  host: Host,
  peers: readonly PeerProcess[],
  areNear: boolean,
  signal: AbortSignal,
): Promise<Yardstick> {
  const [client, server] = peers;
  if (client !== undefined && server !== undefined && areNear) await openFifos(host, client, server, signal);
  const told = await Promise.all(
    peers.map(async (peer) => {
      const { wakeNs, ...own } = await peer.ask('yardstick', { leads: peer === client }, limitMs, signal);
      return { wakeNs, name: peer.name, own };
    }),
  );
  return {
    wakeNs: told[0]?.wakeNs ?? null,
    peers: Object.fromEntries(told.toReversed().map(({ name, own }) => [name, own])),
  };
}

/** They are gone from the folder as soon as both peers have them open. Without any, there are no wake-ups to measure. */
async function openFifos(
  host: Host,
  client: PeerProcess,
  server: PeerProcess,
  signal: AbortSignal,
): Promise<void> {
  const folder = await host.files.temporaryDirectory();
  const [toServer, toClient] = [join(folder, 'to-server'), join(folder, 'to-client')];
  try {
    if (!(await makeFifos(host, [toServer, toClient]))) return;
    await Promise.all([
      client.ask('fifos', { receive: toClient, send: toServer }, limitMs, signal),
      server.ask('fifos', { receive: toServer, send: toClient }, limitMs, signal),
    ]);
  } finally {
    await host.files.remove(folder);
  }
}

/** Node.js itself can't make any. */
async function makeFifos(host: Host, paths: readonly string[]): Promise<boolean> {
  try {
    const { code } = await host.run('mkfifo', paths, { timeoutMs: 2_000 });
    return code === 0;
  } catch {
    return false;
  }
}
