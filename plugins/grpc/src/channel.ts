import type * as grpcJs from '@grpc/grpc-js';
import type { Client } from '@grpc/grpc-js';
import { ECHO_PATH } from './echo-service.js';
import { messageLimits } from './options.js';

/** The module, which only a process that uses this transport loads. */
export type Grpc = typeof grpcJs;

export function createChannel(grpc: Grpc, target: string, maxMessageBytes: number): Client {
  return new grpc.Client(target, grpc.credentials.createInsecure(), {
    ...messageLimits(maxMessageBytes),
    // Channels to one target share their connection otherwise.
    'grpc.use_local_subchannel_pool': 1,
    // A call that fails must be seen to fail.
    'grpc.enable_retries': 0,
    // A proxy from the environment would be measured along.
    'grpc.enable_http_proxy': 0,
    // No look-up of TXT records when the endpoint is a host name.
    'grpc.service_config_disable_resolution': 1,
  });
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
