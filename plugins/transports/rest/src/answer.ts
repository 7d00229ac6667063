import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Codec, Handler, Payload } from '@wiretax/core';
import { readBody } from './body.js';

const ALLOW = { allow: 'POST, OPTIONS' };

/** What the server does with a request: runs the handler on `POST /echo`, says what is wrong with any other. */
export function echoListener(codec: Codec, handler: Handler, maxBytes: number): RequestListener {
  const send = (response: ServerResponse, reply: Payload): void => {
    if (response.destroyed) return;
    let body: Uint8Array;
    try {
      body = codec.encode(reply);
    } catch (error) {
      refuse(response, 500, `The reply could not be encoded: ${text(error)}`);
      return;
    }
    if (body.byteLength > maxBytes) {
      refuse(response, 500, `The reply has ${String(body.byteLength)} bytes, ${limit(maxBytes)}`);
      return;
    }
    response.writeHead(200, { 'content-type': codec.contentType, 'content-length': body.byteLength });
    response.end(body);
  };

  const answer = (response: ServerResponse, body: Buffer): void => {
    let request: Payload;
    try {
      request = codec.decode(body);
    } catch (error) {
      refuse(response, 400, `The body is not a valid ${codec.contentType} message: ${text(error)}`);
      return;
    }
    let reply: Payload | Promise<Payload>;
    try {
      reply = handler(request);
    } catch (error) {
      refuse(response, 500, `The handler failed: ${text(error)}`);
      return;
    }
    if (reply instanceof Promise) {
      reply.then(
        (late) => {
          send(response, late);
        },
        (error: unknown) => {
          refuse(response, 500, `The handler failed: ${text(error)}`);
        },
      );
    } else {
      send(response, reply);
    }
  };

  const awaitTurn = turns();
  return (request, response) => {
    if (request.method !== 'POST' || request.url !== '/echo') {
      answerOther(request, response);
      return;
    }
    readBody(request, maxBytes, (body) => {
      if (body === undefined) refuseLarge(response, maxBytes);
      else if (response.socket !== null) answer(response, body);
      else awaitTurn(request, response, () => answer(response, body));
    });
  };
}

/**
 * A request that was sent before the reply to the last one has been taken waits for it, and nothing more is read while any waits: a client
 * that takes no replies would have them all made.
 */
function turns(): (request: IncomingMessage, response: ServerResponse, answer: () => void) => void {
  const waiting = new WeakMap<Socket, number>();
  return ({ socket }, response, answer) => {
    waiting.set(socket, (waiting.get(socket) ?? 0) + 1);
    socket.pause();
    response.once('socket', () => {
      answer();
      const left = (waiting.get(socket) ?? 1) - 1;
      waiting.set(socket, left);
      if (left === 0) socket.resume();
    });
  };
}

/** Answers `Expect: 100-continue`: a body that would be too large is refused before it is sent. */
export function expectListener(listener: RequestListener, maxBytes: number): RequestListener {
  return (request, response) => {
    if (Number(request.headers['content-length']) > maxBytes) {
      refuseLarge(response, maxBytes);
    } else {
      response.writeContinue();
      listener(request, response);
    }
  };
}

function answerOther(request: IncomingMessage, response: ServerResponse): void {
  if (request.url !== '/echo') {
    refuse(response, 404, `There is nothing at ${String(request.url)}; send POST /echo.`);
  } else if (request.method === 'OPTIONS') {
    response.writeHead(204, ALLOW);
    response.end();
  } else {
    refuse(response, 405, `/echo does not take ${String(request.method)}; send POST /echo.`, ALLOW);
  }
}

function refuseLarge(response: ServerResponse, maxBytes: number): void {
  refuse(response, 413, `The body is too large, ${limit(maxBytes)}`);
}

function refuse(
  response: ServerResponse,
  status: number,
  reason: string,
  headers?: Readonly<Record<string, string>>,
): void {
  if (response.destroyed) return;
  const line = Buffer.from(`${reason.replace(/\s+/g, ' ')}\n`);
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': line.byteLength,
    ...headers,
  });
  response.end(line);
}

function limit(maxBytes: number): string {
  return `the limit is ${String(maxBytes)}; raise the option maxBodyBytes.`;
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
