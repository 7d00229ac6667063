import { type Client, type ConnectOptions, definePlugin, type Plugin, type Transport } from '@wiretax/core';
import { Connection } from './reference-client.test.support.js';
import { type Defect, type Has, maxMessageBytes } from './reference-defects.test.support.js';
import { listen } from './reference-server.test.support.js';

/** Timers that a defect left behind. */
const timers: NodeJS.Timeout[] = [];

export function stopTimers(): void {
  for (const timer of timers.splice(0)) clearInterval(timer);
}

/** A plugin with a transport over node:net that is right, unless told to be wrong in one way. */
export function referencePlugin(defect?: Defect, name = 'sample'): Plugin {
  return definePlugin({
    name: 'wiretax-plugin-sample',
    api: 2,
    apply: (bench) =>
      bench.transports.add(
        name,
        referenceTransport((one) => one === defect),
      ),
  });
}

function referenceTransport(has: Has): Transport {
  let latest: Parameters<Transport['listen']>[0]['handler'];
  return {
    supports: {
      forms: has('forms are named twice') ? ['socket', 'socket'] : ['socket'],
      connections: has('it says shared') ? 'shared' : 'per-client',
      maxMessageBytes,
    },
    listen: (options) => {
      latest = options.handler;
      if (!has('one handler serves all')) return listen(options, has);
      return listen({ ...options, handler: (request) => latest(request) }, has);
    },
    connect: (options) => connect(options, has),
  };
}

async function connect({ endpoint, codec, clients, signal }: ConnectOptions, has: Has): Promise<Client> {
  if (!has('connect overlooks an early abort')) signal.throwIfAborted();
  const connections: (Connection | undefined)[] = [];
  const open = (number: number): Connection =>
    (connections[number] ??= new Connection(endpoint, codec, has, (reason) => end(reason)));
  const end = async (reason: Error): Promise<void> => {
    for (const connection of connections)
      connection?.end(reason, has('calls in flight are forgotten at close'));
    for (const connection of connections) await connection?.closed;
  };
  await openAll(has('connections open late') ? 1 : clients, open, end, signal, has);
  if (has('a timer stays')) timers.push(setInterval(() => undefined, 60_000));

  let called = false;
  let closed = false;
  return {
    call: async (number, request, callSignal) => {
      called = true;
      if (closed && has('calls after close are forgotten')) return new Promise(() => undefined);
      if (!has('a call overlooks an early abort')) callSignal?.throwIfAborted();
      const connection = open(number);
      if (has('connections open late')) await connection.opened;
      return connection.call(request, callSignal);
    },
    slots: has('there are no slots') ? 0 : Number.POSITIVE_INFINITY,
    close: async () => {
      const again = closed;
      closed = true;
      await end(new Error('the client was closed'));
      if (again && has('a client closes once')) throw new Error('is closed');
      if (!called && has('an unused client does not close')) throw new Error('nobody called');
    },
  };
}

async function openAll(
  count: number,
  open: (number: number) => Connection,
  end: (reason: Error) => Promise<void>,
  signal: AbortSignal,
  has: Has,
): Promise<void> {
  let giveUp: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    giveUp = () => reject(signal.reason as Error);
  });
  if (!has('connect overlooks a late abort')) signal.addEventListener('abort', giveUp, { once: true });
  try {
    const all = Promise.all(Array.from({ length: count }, (_, number) => open(number).opened));
    await Promise.race([all, aborted]);
  } catch (error) {
    if (has('a timer stays after failure')) timers.push(setInterval(() => undefined, 60_000));
    const refused = !signal.aborted && has('nobody listens but it connects');
    if (refused && error instanceof Error && 'syscall' in error && error.syscall === 'connect') return;
    if (!has('connect gives up and leaves its socket')) await end(error as Error);
    throw error;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
