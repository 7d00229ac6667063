import type { IncomingMessage } from 'node:http';

const EMPTY: Buffer = Buffer.alloc(0);

/**
 * Reads the whole body of a message. `done` is called once: with the body, or with undefined as soon as the
 * body is known to be larger than `maxBytes`, and what follows of it is thrown away. It is not called when the
 * connection breaks first.
 */
export function readBody(
  message: IncomingMessage,
  maxBytes: number,
  done: (body: Buffer | undefined) => void,
): void {
  let body = EMPTY;
  let receivedBytes = 0;
  let chunks: Buffer[] | undefined;
  let refused = false;
  const refuse = (): void => {
    refused = true;
    body = EMPTY;
    chunks = undefined;
    done(undefined);
  };
  message.on('data', (chunk: Buffer) => {
    if (refused) return;
    const offset = receivedBytes;
    receivedBytes += chunk.byteLength;
    if (receivedBytes > maxBytes) {
      refuse();
    } else if (offset === 0) {
      body = chunk;
    } else if (chunks !== undefined) {
      chunks.push(chunk);
    } else if (offset < body.byteLength) {
      body.set(chunk, offset);
    } else {
      // The second chunk. Most bodies have one only, so the length is not looked up before.
      const declaredBytes = Number(message.headers['content-length']);
      if (declaredBytes > maxBytes) {
        refuse();
      } else if (declaredBytes >= receivedBytes) {
        const whole = Buffer.allocUnsafe(declaredBytes);
        whole.set(body, 0);
        whole.set(chunk, offset);
        body = whole;
      } else {
        chunks = [body, chunk];
      }
    }
  });
  message.on('end', () => {
    if (!refused) done(chunks === undefined ? body : Buffer.concat(chunks, receivedBytes));
  });
}
