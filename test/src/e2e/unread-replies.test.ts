import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect as connectHttp2 } from 'node:http2';
import { connect as connectSocket } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Codec, Payload } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kernel } from '../bench/tools/stack.js';
import { root } from '../test-files.js';
import { withClient } from './interop-transport.js';

const replyBytes = 8 * 1024 ** 2;
/** 1.6 GiB of replies. */
const calls = 200;
/** What a server may take for them, a third of it, and for itself. */
const mostBytes = 500e6;

const urlOf = (path: string): string => JSON.stringify(pathToFileURL(join(root, path)).href);

/** A server of this transport, with the handler of peers, in a process of its own. */
async function startServer(name: string): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const script = `
    import { kernel } from ${urlOf('test/dist/bench/tools/stack.js')};
    import { echoHandler } from ${urlOf('core/dist/trial/peer/handler.js')};
    const { transports, codecs } = await kernel();
    const { endpoint } = await transports.need('${name}').contribution.listen({
      endpoint: { link: 'tcp', address: '127.0.0.1:0' },
      codec: codecs.need('protobuf').contribution,
      handler: echoHandler(),
      options: {},
      signal: new AbortController().signal,
    });
    process.stdout.write(endpoint.address.split(':')[1]);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, port: Number(port.toString()) };
}

/** Connects, sends all requests and reads nothing; resolves with what ends it. */
type Ask = (port: number, requests: readonly Uint8Array[]) => Promise<() => void>;

function overSocket(framed: (body: Uint8Array) => readonly Uint8Array[]): Ask {
  return async (port, requests) => {
    const socket = connectSocket(port, '127.0.0.1').pause();
    await new Promise<void>((resolve) => {
      socket.write(Buffer.concat(requests.flatMap(framed)), () => resolve());
    });
    return () => socket.destroy();
  };
}

const asks: Readonly<Record<'tcp' | 'rest' | 'grpc', Ask>> = {
  tcp: overSocket((body) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    return [length, body];
  }),
  rest: overSocket((body) => [
    Buffer.from(`POST /echo HTTP/1.1\r\nhost: x\r\ncontent-length: ${String(body.length)}\r\n\r\n`),
    body,
  ]),
  grpc: async (port, requests) => {
    const session = connectHttp2(`http://127.0.0.1:${String(port)}`);
    const sent = requests.map((body) => {
      const stream = session.request({
        ':method': 'POST',
        ':path': '/wiretax.v1.Echo/Echo',
        'content-type': 'application/grpc',
        te: 'trailers',
      });
      const prefix = Buffer.alloc(5);
      prefix.writeUInt32BE(body.length, 1);
      stream.end(Buffer.concat([prefix, body]));
      return once(stream, 'finish');
    });
    await Promise.all(sent);
    return () => session.destroy();
  },
};

const codec: Codec = (await kernel()).codecs.need('protobuf').contribution;
const request = (id: number, replySize: number): Payload => ({
  id,
  data: new Uint8Array(0),
  timestampNs: 0,
  replySize,
  serviceTimeNs: 0,
});

for (const [name, ask] of Object.entries(asks)) {
  test(`a client that asks ${name} for 1.6 GiB and reads none of it does not fill the server's memory`, async () => {
    if (process.platform !== 'linux') {
      console.log('\nSKIPPED: unread replies: only Linux tells how much memory a process had');
      return;
    }
    const { child, port } = await startServer(name);
    try {
      const requests = Array.from({ length: calls }, (_, index) =>
        codec.encode(request(index + 1, replyBytes)),
      );
      const end = await ask(port, requests);
      // What came before is handled, as far as it will be, by the time that another client is answered.
      await withClient(
        name as keyof typeof asks,
        { link: 'tcp', address: `127.0.0.1:${String(port)}` },
        1,
        async (other) => {
          for (let call = 0; call < 20; call += 1) await other.call(0, request(0, 100));
        },
      );
      const peakBytes = mostMemoryOf(child.pid ?? 0);
      assert.ok(peakBytes < mostBytes, `${String(peakBytes / 1e6)} MB`);
      end();
    } finally {
      child.kill('SIGKILL');
    }
  });
}

function mostMemoryOf(pid: number): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

test.run();
