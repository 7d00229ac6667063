import { request } from 'node:http';
import type { Socket } from 'node:net';
import { type Endpoint, socketAddress } from '@wiretax/core';
import { rigOf } from '@wiretax/conformance/rig';
import { rest } from './transport.js';

export * from '@wiretax/conformance/rig';
export const { listen, connect, withPair } = rigOf(rest);

const NO_CONTENT = 'HTTP/1.1 204 No Content\r\n\r\n';

/** For a raw server: answers the OPTIONS of the pool well, and each POST as told. */
export function answering(answer: (socket: Socket) => void): (socket: Socket) => void {
  return (socket) => {
    socket.on('data', (bytes) => {
      const text = bytes.toString('latin1');
      if (text.startsWith('OPTIONS')) socket.write(NO_CONTENT);
      else if (text.startsWith('POST')) answer(socket);
    });
  };
}

export interface Answer {
  readonly status: number | undefined;
  readonly allow: string | undefined;
  readonly contentType: string | undefined;
  readonly contentLength: string | undefined;
  readonly body: Buffer;
}

/** One request by hand. `chunks` are sent one by one; without a content-length header that means chunked. */
export function send(
  endpoint: Endpoint,
  method: string,
  path: string,
  chunks: readonly Uint8Array[] = [],
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const target = socketAddress(endpoint);
  return new Promise((resolve, reject) => {
    const sent = request({ ...target, method, path, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        resolve({
          status: response.statusCode,
          allow: response.headers.allow,
          contentType: response.headers['content-type'],
          contentLength: response.headers['content-length'],
          body: Buffer.concat(parts),
        });
      });
    });
    sent.on('error', reject);
    const sendRest = (): void => {
      for (const chunk of chunks) sent.write(chunk);
      sent.end();
    };
    if (headers['expect'] === undefined) sendRest();
    else sent.on('continue', sendRest).flushHeaders();
  });
}
