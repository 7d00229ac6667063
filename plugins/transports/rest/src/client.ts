import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Call, Client, ConnectOptions, Payload } from '@wiretax/core';
import { readBody } from './body.js';
import * as failure from './failure.js';
import { maxBodyBytes } from './options.js';
import { openSockets, Pool } from './pool.js';
import { requestsTo } from './requests.js';

type Settle = (result: Payload | Error) => void;

/** How much of an error's text is read. */
const ERROR_TEXT_BYTES = 64 * 1024;

export async function connect({
  endpoint,
  codec,
  clients,
  options,
  signal,
}: ConnectOptions): Promise<Client> {
  signal.throwIfAborted();
  const maxBytes = maxBodyBytes(options);
  const where = endpoint.address;
  const pool = new Pool(clients);
  const startRequest = requestsTo(endpoint, pool);
  await openSockets(pool, startRequest, clients, signal).catch((error: unknown) => {
    throw signal.aborted ? error : failure.connecting(where, error as Error);
  });
  let closed = false;

  const receive = (response: IncomingMessage, settle: Settle): void => {
    const status = response.statusCode ?? 0;
    if (status !== 200) {
      readBody(response, ERROR_TEXT_BYTES, (body) => {
        settle(failure.status(where, status, body?.toString() ?? ''));
      });
      return;
    }
    readBody(response, maxBytes, (body) => {
      if (body === undefined) {
        settle(failure.largeReply(where, maxBytes));
        return;
      }
      let reply: Payload;
      try {
        reply = codec.decode(body);
      } catch (error) {
        settle(failure.undecodable(where, codec.contentType, error));
        return;
      }
      settle(reply);
    });
  };

  const call: Call = (_client, payload, signal) =>
    new Promise((resolve, reject) => {
      if (closed) throw failure.closed(where);
      signal?.throwIfAborted();
      const body = codec.encode(payload);
      if (body.byteLength > maxBytes) throw failure.largeRequest(where, body.byteLength, maxBytes);
      const request = startRequest('POST', {
        'content-type': codec.contentType,
        'content-length': body.byteLength,
      });
      let settled = false;
      const settle: Settle = (result) => {
        settled = true;
        if (result instanceof Error) {
          reject(closed ? failure.closed(where) : result);
          request.destroy();
        } else {
          resolve(result);
        }
      };
      request.on('response', (response) => {
        receive(response, settle);
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
