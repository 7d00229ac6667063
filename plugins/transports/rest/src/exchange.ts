import type { IncomingMessage } from 'node:http';
import { type Codec, type Payload, toldNot, type Workload } from '@wiretax/core';
import { readBody } from './body.js';
import * as failure from './failure.js';

/** What calls ask for, and what their answers are read as. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  /** How a connection is proven, before the first call. */
  readonly proof: string;
  readonly contentType: string;
  /** What a request carries; undefined for no body. */
  bodyOf(request: Payload): Uint8Array | undefined;
  isGood(status: number): boolean;
  /** The reply to a request whose answer had this body. Throws what is wrong with it. */
  replyOf(request: Payload, body: Buffer): Payload;
}

export interface Reading {
  readonly where: string;
  readonly maxBytes: number;
}

/** How much of an error's text is read. */
const errorTextBytes = 64 * 1024;
/** Methods whose requests carry nothing, and which do no harm when asked once more. */
const bodiless: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** `POST /echo`, with the codec's bytes both ways. */
export function echoExchange(codec: Codec, where: string): Exchange {
  return {
    method: 'POST',
    path: '/echo',
    proof: 'OPTIONS',
    contentType: codec.contentType,
    bodyOf: (request) => codec.encode(request),
    isGood: (status) => status === 200,
    replyOf: (_, body) => {
      try {
        return codec.decode(body);
      } catch (error) {
        throw failure.undecodable(where, codec.contentType, error);
      }
    },
  };
}

/** What a server of somebody else's is asked for. */
export function workloadExchange({ method, path }: Workload): Exchange {
  const hasBody = !bodiless.has(method);
  return {
    method,
    path,
    proof: hasBody ? 'OPTIONS' : method,
    contentType: 'application/octet-stream',
    bodyOf: ({ data }) => (hasBody ? data : undefined),
    isGood: (status) => status < 400,
    replyOf: ({ id }, data) => ({
      id,
      data,
      timestampNs: toldNot,
      replySize: data.length,
      serviceTimeNs: toldNot,
    }),
  };
}

/** Reads an answer to its end. `settle` is called once, unless the connection breaks first. */
export function readAnswer(
  exchange: Exchange,
  request: Payload,
  response: IncomingMessage,
  { where, maxBytes }: Reading,
  settle: (result: Payload | Error) => void,
): void {
  const status = response.statusCode ?? 0;
  if (!exchange.isGood(status)) {
    readBody(response, errorTextBytes, (body) => {
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
      reply = exchange.replyOf(request, body);
    } catch (error) {
      settle(error as Error);
      return;
    }
    settle(reply);
  });
}
