import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Handler, Payload } from '@wiretax/core';
import { FrameDecoder, writeFrame } from './framing.js';
import { Session } from './session.js';

/** A socket without a system: what is pushed into it was received, what is written to it waits for `release` once stalled. */
class FakeSocket extends Duplex {
  readonly sent: number[] = [];
  readonly #decoder = new FrameDecoder(1 << 20, (body) => this.sent.push(body[0] ?? -1));
  #released: (() => void) | undefined;
  #stalled = false;

  constructor() {
    super({ readableHighWaterMark: 1, writableHighWaterMark: 100 });
  }

  stall(): void {
    this.#stalled = true;
  }

  release(): void {
    this.#stalled = false;
    this.#released?.();
  }

  receive(...ids: number[]): void {
    this.push(requests(ids));
  }

  override _read(): void {
    // Data is pushed by the test.
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#decoder.push(chunk);
    if (this.#stalled) this.#released = done;
    else done();
  }
}

/** Frames whose bodies are full of their id. */
function requests(ids: readonly number[]): Buffer {
  const frames: Uint8Array[] = [];
  const sink = {
    cork: () => undefined,
    uncork: () => undefined,
    write: (b: Uint8Array) => frames.push(b) > 0,
  };
  for (const id of ids) writeFrame(sink, Buffer.alloc(200, id));
  return Buffer.concat(frames);
}

const codec = {
  contentType: 'application/octet-stream',
  encode: (payload: Payload) => payload.data,
  decode: (data: Uint8Array): Payload => {
    const id = data[0] ?? -1;
    if (id === 255) throw new Error('not a payload');
    return { id, data, timestampNs: 0, replySize: data.length, serviceTimeNs: 0 };
  },
};

function serve(handler: Handler) {
  const socket = new FakeSocket();
  const reports: string[] = [];
  const session = new Session(socket, {
    codec,
    handler,
    maxFrameBytes: 1000,
    report: (reason) => reports.push(reason),
  });
  return { socket, session, reports };
}

/** Handlers that end when the test says so. */
function manual() {
  const ends = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  const handler: Handler = (request) =>
    new Promise((resolve, reject) => {
      ends.set(request.id, {
        resolve: () => {
          resolve(request);
        },
        reject,
      });
    });
  return { handler, ends };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('a sync handler is answered before any other thing can happen', () => {
  const { socket } = serve((request) => request);
  socket.emit('data', requests([1, 2, 3]));
  assert.equal(socket.sent, [1, 2, 3]);
});

test('replies keep the order of the requests, whatever the order of the handlers', async () => {
  const { handler, ends } = manual();
  const { socket } = serve((request) => (request.id >= 10 ? request : handler(request)));
  socket.receive(10, 1, 11, 2, 3, 12);
  await turn();
  assert.equal(socket.sent, [10]);
  ends.get(3)?.resolve();
  ends.get(2)?.resolve();
  await turn();
  assert.equal(socket.sent, [10]);
  ends.get(1)?.resolve();
  await turn();
  assert.equal(socket.sent, [10, 1, 11, 2, 3, 12]);
});

test('a client that does not take its replies gets no further requests handled', async () => {
  const handled: number[] = [];
  const { socket } = serve((request) => {
    handled.push(request.id);
    return request;
  });
  socket.stall();
  socket.receive(1);
  await turn();
  socket.receive(2);
  await turn();
  assert.equal(handled, [1]);
  assert.ok(socket.isPaused());
  socket.release();
  await turn();
  assert.equal(handled, [1, 2]);
  assert.equal(socket.sent, [1, 2]);
});

test('requests that came together wait, too, until a client takes its replies', async () => {
  const handled: number[] = [];
  const { socket, reports } = serve((request) => {
    handled.push(request.id);
    return request;
  });
  socket.stall();
  socket.emit('data', requests([1, 2, 3, 4]));
  socket.push(null);
  await turn();
  assert.equal(handled, [1]);
  const finished = once(socket, 'finish');
  socket.release();
  await finished;
  assert.equal(handled, [1, 2, 3, 4]);
  assert.equal(socket.sent, [1, 2, 3, 4]);
  assert.equal(reports, []);
});

test('what is no payload among requests that waited drops the connection', async () => {
  const { socket, reports } = serve((request) => request);
  const closed = once(socket, 'close');
  socket.stall();
  socket.emit('data', requests([1, 255]));
  await turn();
  socket.release();
  await closed;
  assert.equal(reports, ['not a payload']);
});

test('handlers that are slow have no more read than 64 MiB of requests hold', async () => {
  let handled = 0;
  const { socket, session } = serve(() => {
    handled += 1;
    return new Promise(() => undefined);
  });
  const many = requests(Array.from({ length: 10_000 }, () => 1));
  for (let round = 0; round < 12 && !socket.isPaused(); round += 1) socket.emit('data', many);
  assert.ok(socket.isPaused());
  assert.ok(handled <= 100_000, String(handled));
  session.close();
  await turn();
});

test('replies that wait for the one before them count, too', async () => {
  const data = new Uint8Array(2 ** 20);
  const [first, second] = [manual(), manual()];
  for (const reply of [
    (request: Payload) => ({ ...request, data }),
    (request: Payload) => Promise.resolve({ ...request, data }),
  ]) {
    const { socket, session } = serve((request) =>
      request.id === 1 ? first.handler(request) : request.id === 2 ? second.handler(request) : reply(request),
    );
    socket.emit('data', requests([1, ...Array.from({ length: 60 }, () => 3)]));
    await turn();
    assert.not(socket.isPaused());
    socket.emit('data', requests([2, ...Array.from({ length: 10 }, () => 3)]));
    await turn();
    assert.ok(socket.isPaused());
    session.close();
    await turn();
  }
});

test('a handler that ends with nothing drops the connection', async () => {
  for (const reply of [undefined, Promise.resolve(undefined)]) {
    const { socket, reports } = serve((() => reply) as unknown as Handler);
    const closed = once(socket, 'close');
    socket.receive(1);
    await closed;
    assert.is(reports.length, 1);
  }
});

test('a client that has sent all still gets its replies, then the connection ends', async () => {
  const { handler, ends } = manual();
  const { socket, reports } = serve(handler);
  const finished = once(socket, 'finish');
  socket.receive(1, 2);
  socket.push(null);
  await turn();
  ends.get(2)?.resolve();
  ends.get(1)?.resolve();
  await finished;
  assert.equal(socket.sent, [1, 2]);
  assert.equal(reports, []);
});

test('bytes that are no payload, or no frame, or half of one, drop the connection and say why', async () => {
  for (const [send, why] of [
    [(socket: FakeSocket) => socket.receive(1, 255, 2), /not a payload/],
    [(socket: FakeSocket) => socket.push(Buffer.from('GET / HTTP/1.1\r\n')), /above the limit of 1000/],
    [(socket: FakeSocket) => void (socket.push(Buffer.alloc(3)), socket.push(null)), /in the middle/],
  ] as const) {
    const { socket, reports } = serve((request) => request);
    const closed = once(socket, 'close');
    send(socket);
    await closed;
    assert.is(reports.length, 1);
    assert.match(reports[0] ?? '', why);
    assert.ok(socket.sent.length <= 1);
  }
});

test('a handler that fails, at once or later, drops the connection and says why', async () => {
  const failures: Handler[] = [
    () => {
      throw new Error('handler says no');
    },
    () => Promise.reject(new Error('handler says no')),
    (request) => ({ ...request, data: new Uint8Array(1001) }),
    (request) => Promise.resolve({ ...request, data: new Uint8Array(1001) }),
  ];
  for (const handler of failures) {
    const { socket, reports } = serve(handler);
    const closed = once(socket, 'close');
    socket.receive(1, 2);
    await closed;
    await turn();
    assert.is(reports.length, 1);
    assert.match(reports[0] ?? '', /handler says no|1001 bytes is above the limit/);
    assert.equal(socket.sent, []);
  }
});

test('a handler that ends after the connection does no harm', async () => {
  const { handler, ends } = manual();
  const { socket, session, reports } = serve(handler);
  socket.receive(1, 2);
  await turn();
  session.close();
  ends.get(1)?.resolve();
  ends.get(2)?.reject(new Error('too late'));
  await turn();
  assert.equal(socket.sent, []);
  assert.equal(reports, []);
});

test.run();
