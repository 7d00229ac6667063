import type * as grpcJs from '@grpc/grpc-js';
import type { Client, ServiceError } from '@grpc/grpc-js';
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
 * Connects the channel. Rejects with what the first attempt failed of, where `waitForReady` would go on trying,
 * or with the signal's reason. The caller closes the channel then.
 */
export function ready(grpc: Grpc, channel: Client, signal: AbortSignal): Promise<void> {
  const { READY, TRANSIENT_FAILURE } = grpc.connectivityState;
  const connectivity = channel.getChannel();
  return new Promise((resolve, reject) => {
    // A channel without a call doesn't keep the process alive, not even while it connects.
    const alive = setInterval(() => undefined, 2 ** 31 - 1);
    const end = (): void => {
      clearInterval(alive);
      signal.removeEventListener('abort', onAbort);
    };
    const onAbort = (): void => {
      end();
      reject(signal.reason as Error);
    };
    const onState = (): void => {
      if (signal.aborted) return;
      const state = connectivity.getConnectivityState(true);
      if (state === READY) {
        end();
        resolve();
      } else if (state === TRANSIENT_FAILURE) {
        end();
        lastError(channel).then(reject, reject);
      } else {
        connectivity.watchConnectivityState(state, Infinity, onState);
      }
    };
    signal.addEventListener('abort', onAbort, { once: true });
    onState();
  });
}

/** Why the channel could not connect: it keeps that to itself until a call is made. */
function lastError(channel: Client): Promise<ServiceError> {
  const none = Buffer.alloc(0);
  return new Promise((resolve, reject) => {
    const callback = (error: ServiceError | null): void => {
      if (error === null) reject(new Error('the channel connected after all'));
      else resolve(error);
    };
    channel.makeUnaryRequest(
      ECHO_PATH,
      () => none,
      () => none,
      none,
      callback,
    );
  });
}
