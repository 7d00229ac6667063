import type { sendUnaryData, Server, status } from '@grpc/grpc-js';
import { boundEndpoint, type Handler, type Listener, type ListenOptions, type Payload } from '@wiretax/core';
import { mostStreams, sendInTurn } from './backlog.js';
import { type Grpc } from './channel.js';
import { echoService, type EchoHandler } from './echo-service.js';
import { grpcOptions, messageLimits } from './options.js';
import { grpcTarget } from './target.js';

export async function listen({
  endpoint,
  codec,
  handler,
  options,
  signal,
}: ListenOptions): Promise<Listener> {
  signal.throwIfAborted();
  const target = grpcTarget(endpoint);
  const grpc = await import('@grpc/grpc-js');
  signal.throwIfAborted();
  const server = new grpc.Server({
    ...messageLimits(grpcOptions(options).maxMessageBytes),
    'grpc.max_concurrent_streams': mostStreams,
  });
  server.addService(echoService(codec), { Echo: answer(grpc, handler) });
  const port = await bind(grpc, server, target, signal);
  let closed: Promise<void> | undefined;
  return { endpoint: boundEndpoint(endpoint, { port }), close: () => (closed ??= close(server)) };
}

function answer(grpc: Grpc, handler: Handler): EchoHandler {
  const { INTERNAL, INVALID_ARGUMENT } = grpc.status;
  const refuse = (send: sendUnaryData<Payload>, code: status, what: string, error: unknown): void => {
    const why = error instanceof Error ? error.message : String(error);
    send({ code, details: `${what}: ${why}` });
  };
  const sendReply = sendInTurn();
  return (call, send) => {
    const { request } = call;
    if (request instanceof Error) {
      refuse(send, INVALID_ARGUMENT, 'The request could not be decoded', request);
      return;
    }
    let reply: Payload | Promise<Payload>;
    try {
      reply = handler(request);
    } catch (error) {
      refuse(send, INTERNAL, 'The handler failed', error);
      return;
    }
    if (reply instanceof Promise) {
      reply.then(
        (late) => {
          sendReply(call, late, send);
        },
        (error: unknown) => {
          refuse(send, INTERNAL, 'The handler failed', error);
        },
      );
    } else {
      sendReply(call, reply, send);
    }
  };
}

function bind(grpc: Grpc, server: Server, target: string, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    server.bindAsync(target, grpc.ServerCredentials.createInsecure(), (error, port) => {
      signal.removeEventListener('abort', onAbort);
      if (error !== null) {
        const remedy = 'choose another port or path, or end what holds it.';
        reject(
          new Error(`grpc could not listen on ${target} (${error.message}); ${remedy}`, { cause: error }),
        );
      } else if (signal.aborted) {
        server.forceShutdown();
      } else {
        resolve(port);
      }
    });
  });
}

/** `forceShutdown` alone doesn't say when it is done; `tryShutdown` alone waits for calls in flight. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.tryShutdown(() => {
      resolve();
    });
    server.forceShutdown();
  });
}
