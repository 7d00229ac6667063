import type { ClientRequest } from 'node:http';
import type { Call, Client, ConnectOptions, Payload } from '@wiretax/core';
import { echoExchange, readAnswer, workloadExchange } from './exchange.js';
import * as failure from './failure.js';
import { maxBodyBytes } from './options.js';
import { openSockets, Pool } from './pool.js';
import { requestsTo } from './requests.js';

export async function connect({
  endpoint,
  codec,
  workload,
  clients,
  options,
  signal,
}: ConnectOptions): Promise<Client> {
  signal.throwIfAborted();
  const maxBytes = maxBodyBytes(options);
  const where = endpoint.address;
  const reading = { where, maxBytes };
  const exchange = workload === undefined ? echoExchange(codec, where) : workloadExchange(workload);
  const { method, contentType } = exchange;
  const pool = new Pool(clients);
  const startRequest = requestsTo(endpoint, exchange.path, pool);
  await openSockets(pool, () => startRequest(exchange.proof), clients, signal).catch((error: unknown) => {
    throw signal.aborted ? error : failure.connecting(where, error as Error);
  });
  let closed = false;

  const call: Call = (_client, payload, signal) =>
    new Promise((resolve, reject) => {
      if (closed) throw failure.closed(where);
      signal?.throwIfAborted();
      const body = exchange.bodyOf(payload);
      const bytes = body?.byteLength ?? 0;
      if (bytes > maxBytes) throw failure.largeRequest(where, bytes, maxBytes);
      const request = startRequest(
        method,
        body === undefined ? undefined : { 'content-type': contentType, 'content-length': bytes },
      );
      let settled = false;
      const settle = (result: Payload | Error): void => {
        settled = true;
        if (result instanceof Error) {
          reject(closed ? failure.closed(where) : result);
          request.destroy();
        } else {
          resolve(result);
        }
      };
      request.on('response', (response) => {
        readAnswer(exchange, payload, response, reading, settle);
      });
      request.on('error', (error) => {
        settle(failure.calling(where, error));
      });
      // The only event when a connection breaks within a reply, is upgraded, or never comes as the pool is closed.
      request.on('close', () => {
        if (!settled)
          settle(failure.calling(where, new Error('the connection closed before the reply was complete')));
      });
      if (signal !== undefined) rejectOnAbort(request, signal, reject);
      request.end(body);
    });

  return {
    call,
    slots: clients,
    close: () => {
      closed = true;
      pool.close();
      return Promise.resolve();
    },
  };
}

function rejectOnAbort(request: ClientRequest, signal: AbortSignal, reject: (reason: unknown) => void): void {
  const onAbort = (): void => {
    reject(signal.reason);
    request.destroy();
  };
  signal.addEventListener('abort', onAbort, { once: true });
  request.once('close', () => {
    signal.removeEventListener('abort', onAbort);
  });
}
