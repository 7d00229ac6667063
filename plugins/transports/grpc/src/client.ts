import type { ClientUnaryCall, ServiceError } from '@grpc/grpc-js';
import type { Call, Client, ConnectOptions, Payload } from '@wiretax/core';
import { createChannel, ready } from './channel.js';
import * as failure from './failure.js';
import { echoMethod, workloadMethod } from './method.js';
import { grpcOptions } from './options.js';
import { grpcTarget } from './target.js';

export async function connect({
  endpoint,
  codec,
  workload,
  options,
  signal,
}: ConnectOptions): Promise<Client> {
  signal.throwIfAborted();
  const target = grpcTarget(endpoint);
  const { channels: count, maxMessageBytes } = grpcOptions(options);
  const grpc = await import('@grpc/grpc-js');
  signal.throwIfAborted();
  const channels = Array.from({ length: count }, () => createChannel(grpc, target, maxMessageBytes));
  const abandonChannels = (): void => {
    for (const channel of channels) channel.abandon();
  };
  signal.addEventListener('abort', abandonChannels, { once: true });
  try {
    await Promise.all(channels.map((channel) => ready(grpc, channel.client)));
    signal.throwIfAborted();
  } catch (error) {
    abandonChannels();
    throw signal.aborted ? signal.reason : failure.connecting(target, error as Error);
  } finally {
    signal.removeEventListener('abort', abandonChannels);
  }
  const method = workload === undefined ? echoMethod(codec) : workloadMethod(workload);
  const { path, serialise, deserialiserFor } = method;
  const inFlight = new Set<ClientUnaryCall>();
  let closed = false;

  const call: Call = (client, payload, signal) =>
    new Promise((resolve, reject) => {
      if (closed) throw failure.closed(target);
      signal?.throwIfAborted();
      const channel = channels[client % count];
      if (channel === undefined) throw new RangeError(`grpc has no channel for client ${String(client)}.`);
      const settle = (error: ServiceError | null, reply?: Payload): void => {
        inFlight.delete(request);
        if (reply !== undefined) resolve(reply);
        else if (closed) reject(failure.closed(target));
        else reject(failure.calling(target, grpc.status, error));
      };
      const request = channel.client.makeUnaryRequest(
        path,
        serialise,
        deserialiserFor(payload),
        payload,
        settle,
      );
      inFlight.add(request);
      if (signal !== undefined) cancelOnAbort(request, signal, reject);
    });

  return {
    call,
    // A server may allow fewer streams than this client learns of; those beyond wait in Node's session.
    slots: Number.POSITIVE_INFINITY,
    close: () => {
      closed = true;
      for (const request of inFlight) request.cancel();
      for (const channel of channels) channel.close();
      return Promise.resolve();
    },
  };
}

function cancelOnAbort(
  request: ClientUnaryCall,
  signal: AbortSignal,
  reject: (reason: unknown) => void,
): void {
  const onAbort = (): void => {
    reject(signal.reason);
    request.cancel();
  };
  signal.addEventListener('abort', onAbort, { once: true });
  request.once('status', () => {
    signal.removeEventListener('abort', onAbort);
  });
}
