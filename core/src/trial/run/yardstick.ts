import { join } from 'node:path';
import type { Host } from '../../contract/host.js';
import type { Yardstick } from '../../contract/yardstick.js';
import type { PeerProcess } from '../peer/peer-process.js';

/** For work of 60 ms, on a machine that may be busy with anything else. */
const limitMs = 10_000;

/** What the CPUs of the peers are worth now. `server` is undefined when both ends share the client's process. */
export async function takeYardstick(
  host: Host,
  client: PeerProcess,
  server: PeerProcess | undefined,
  signal: AbortSignal,
): Promise<Yardstick> {
  if (server !== undefined) await openFifos(host, client, server, signal);
  const [leader, follower] = await Promise.all([
    client.ask('yardstick', { leads: true }, limitMs, signal),
    server?.ask('yardstick', { leads: false }, limitMs, signal),
  ]);
  const { wakeNs, ...ofClient } = leader;
  if (follower === undefined) return { wakeNs, peers: { client: ofClient } };
  const { integerNs, copyNs, cpus } = follower;
  return { wakeNs, peers: { server: { integerNs, copyNs, cpus }, client: ofClient } };
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
