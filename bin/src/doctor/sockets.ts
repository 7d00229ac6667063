import { createServer, type ListenOptions } from 'node:net';
import { join } from 'node:path';
import { type Host, reasonOf } from '@wiretax/core';
import { type Check, fail, ok, warn } from './check.js';

/** Whether a server can listen on loopback and on a Unix domain socket. */
export async function checkSockets(host: Host): Promise<readonly Check[]> {
  return [await checkLoopback(), await checkUnixSocket(host)];
}

async function checkLoopback(): Promise<Check> {
  const fault = await listenFault({ host: '127.0.0.1', port: 0 });
  if (fault === undefined) return ok('loopback', 'a server can listen on 127.0.0.1');
  const fix = 'bring the interface lo up, or allow it in the sandbox that this runs in';
  return fail('loopback', `no server can listen on 127.0.0.1: ${fault}`, fix);
}

async function checkUnixSocket(host: Host): Promise<Check> {
  try {
    const folder = await host.files.temporaryDirectory();
    const fault = await listenFault({ path: join(folder, 'probe.sock') });
    await host.files.remove(folder);
    if (fault === undefined) return ok('unix sockets', 'a server can listen on one');
    return warn(
      'unix sockets',
      fault,
      'measure over --link tcp, or set TMPDIR to a local folder with a short path',
    );
  } catch (error) {
    return warn('unix sockets', reasonOf(error), 'set TMPDIR to a folder that can be written');
  }
}

/** Why nothing can listen there; undefined if it can. */
function listenFault(options: ListenOptions): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => {
      resolve(error.message);
    });
    server.listen(options, () => {
      server.close(() => {
        resolve(undefined);
      });
    });
  });
}
