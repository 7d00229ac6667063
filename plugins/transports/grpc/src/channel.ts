import type { Socket } from 'node:net';
import type * as grpcJs from '@grpc/grpc-js';
import type { ChannelCredentials, Client } from '@grpc/grpc-js';
import { ECHO_PATH } from './echo-service.js';
import { messageLimits } from './options.js';

/** The module, which only a process that uses this transport loads. */
export type Grpc = typeof grpcJs;

export interface Channel {
  readonly client: Client;
  /** Closes it as the library does: what is under way may end. */
  close(): void;
  /** Closes it and whatever sockets it has, which the library keeps while a server says nothing. */
  abandon(): void;
}

/**
 * `node:http2` in Node 20 doesn't notice bytes that are no frames, nor the end of the connection after them,
 * so that calls would stay pending for ever; an unanswered ping ends them. Later versions need no pings.
 */
const pings = process.version.startsWith('v20.')
  ? { 'grpc.keepalive_time_ms': 1_000, 'grpc.keepalive_timeout_ms': 10_000 }
  : {};

export function createChannel(grpc: Grpc, target: string, maxMessageBytes: number): Channel {
  const { credentials, destroySockets } = knownSockets(grpc);
  const client = new grpc.Client(target, credentials, {
    ...messageLimits(maxMessageBytes),
    ...pings,
    // Channels to one target share their connection otherwise.
    'grpc.use_local_subchannel_pool': 1,
    // A call that fails must be seen to fail.
    'grpc.enable_retries': 0,
    // A proxy from the environment would be measured along.
    'grpc.enable_http_proxy': 0,
    // No look-up of TXT records when the endpoint is a host name.
    'grpc.service_config_disable_resolution': 1,
  });
  const close = (): void => {
    client.close();
  };
  const abandon = (): void => {
    close();
    destroySockets();
  };
  return { client, close, abandon };
}

/** Insecure credentials: the one place where the library shows the sockets that it opens. */
function knownSockets(grpc: Grpc): {
  readonly credentials: ChannelCredentials;
  readonly destroySockets: () => void;
} {
  const credentials = grpc.credentials.createInsecure();
  const createConnector = credentials._createSecureConnector.bind(credentials);
  const sockets = new Set<Socket>();
  let abandoned = false;
  credentials._createSecureConnector = (...settings) => {
    const connector = createConnector(...settings);
    return {
      connect: (socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
        if (abandoned) socket.destroy();
        return connector.connect(socket);
      },
      waitForReady: () => connector.waitForReady(),
      getCallCredentials: () => connector.getCallCredentials(),
      destroy: () => connector.destroy(),
    };
  };
  const destroySockets = (): void => {
    abandoned = true;
    for (const socket of sockets) socket.destroy();
  };
  return { credentials, destroySockets };
}

/**
 * Connects the channel. Rejects with what the first attempt failed of, where `waitForReady` would go on trying, or
 * when the channel is closed meanwhile.
 */
export function ready(grpc: Grpc, channel: Client): Promise<void> {
  const { IDLE, READY, SHUTDOWN, TRANSIENT_FAILURE } = grpc.connectivityState;
  const connectivity = channel.getChannel();
  return new Promise((resolve, reject) => {
    // A channel without a call doesn't keep the process alive, not even while it connects.
    const alive = setInterval(() => undefined, 2 ** 31 - 1);
    const onState = (): void => {
      const state = connectivity.getConnectivityState(false);
      if (state === READY || state === SHUTDOWN || state === TRANSIENT_FAILURE) clearInterval(alive);
      if (state === READY) {
        resolve();
      } else if (state === SHUTDOWN) {
        reject(new Error('the channel was closed'));
      } else if (state === TRANSIENT_FAILURE) {
        lastError(channel).then(reject, reject);
      } else {
        if (state === IDLE) connectivity.getConnectivityState(true);
        connectivity.watchConnectivityState(state, Infinity, onState);
      }
    };
    onState();
  });
}

/** Why the channel could not connect: it keeps that to itself until a call is made. */
function lastError(channel: Client): Promise<Error> {
  const none = Buffer.alloc(0);
  const give = (): Buffer => none;
  return new Promise((resolve) => {
    channel.makeUnaryRequest(ECHO_PATH, give, give, none, (error: Error | null) => {
      resolve(error ?? new Error('the server was there only at the second attempt'));
    });
  });
}
