import * as http from 'node:http';
import * as net from 'node:net';
import { createInterface } from 'node:readline';
import * as grpc from '@grpc/grpc-js';
import { type Codec, type Endpoint, type Payload, socketAddress } from '@wiretax/core';
import { codec } from './codec.js';

/**
 * A load loop as one writes it by hand for one library: no recorder, no verdicts, no watch; it checks the id
 * and keeps each latency in an array. What the harness is measured against.
 *
 * Its argument is `{transport, endpoint, bytes, clients, warmupMs}`. It prints `ready` when it is warm, and
 * then, for each length in ms that it reads, `{throughput, p50Ns}` of a window of that length.
 */
interface Job {
  readonly transport: 'tcp' | 'rest' | 'grpc';
  readonly endpoint: Endpoint;
  readonly bytes: number;
  readonly clients: number;
  readonly warmupMs: number;
}

type Send = (request: Payload) => Promise<Payload>;

function tcp({ endpoint }: Job, { encode, decode }: Codec): Promise<Send> {
  return new Promise((resolve) => {
    const socket = net.connect({ ...socketAddress(endpoint), noDelay: true }, () => {
      resolve((request) => {
        const body = encode(request);
        const frame = Buffer.allocUnsafe(4 + body.length);
        frame.writeUInt32BE(body.length, 0);
        frame.set(body, 4);
        socket.write(frame);
        return new Promise((answer) => {
          waiting = answer;
        });
      });
    });
    let waiting: (reply: Payload) => void = () => undefined;
    let frame: Buffer | undefined;
    let filled = 0;
    socket.on('data', (chunk: Buffer) => {
      if (frame === undefined) {
        const length = chunk.readUInt32BE(0);
        if (chunk.length === 4 + length) {
          waiting(decode(chunk.subarray(4)));
          return;
        }
        frame = Buffer.allocUnsafe(length);
        filled = chunk.copy(frame, 0, 4);
      } else {
        filled += chunk.copy(frame, filled);
      }
      if (filled === frame.length) {
        const whole = frame;
        frame = undefined;
        waiting(decode(whole));
      }
    });
  });
}

function rest({ endpoint, clients }: Job, { encode, decode, contentType }: Codec): Send {
  const address = socketAddress(endpoint);
  const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
  return (request) =>
    new Promise((resolve, reject) => {
      const body = encode(request);
      const headers = { 'content-type': contentType, 'content-length': body.length };
      const options = {
        agent,
        ...address,
        method: 'POST',
        path: '/echo',
        headers,
      };
      const call = http.request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          resolve(decode(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)));
        });
      });
      call.on('error', reject);
      call.end(body);
    });
}

function grpcSend({ endpoint }: Job, { encode, decode }: Codec): Send {
  const client = new grpc.Client(endpoint.address, grpc.credentials.createInsecure(), {
    'grpc.max_receive_message_length': -1,
    'grpc.max_send_message_length': -1,
    'grpc.enable_retries': 0,
  });
  return (request) =>
    new Promise((resolve, reject) => {
      client.makeUnaryRequest(
        '/wiretax.v1.Echo/Echo',
        encode as (p: Payload) => Buffer,
        decode,
        request,
        (error, reply) => {
          if (reply === undefined) reject(error ?? new Error('no reply'));
          else resolve(reply);
        },
      );
    });
}

async function connect(job: Job): Promise<Send[]> {
  if (job.transport === 'tcp') return Promise.all(Array.from({ length: job.clients }, () => tcp(job, codec)));
  const send = job.transport === 'rest' ? rest(job, codec) : grpcSend(job, codec);
  return new Array<Send>(job.clients).fill(send);
}

const job = JSON.parse(process.argv[2] ?? '') as Job;
const sends = await connect(job);
const data = new Uint8Array(job.bytes).fill(7);
let nextId = 0;

async function window(durationMs: number): Promise<{ throughput: number; p50Ns: number }> {
  const latencies = new Float64Array(1_000_000);
  let calls = 0;
  const startMs = performance.now();
  const endMs = startMs + durationMs;
  const caller = async (send: Send): Promise<void> => {
    let readyMs = startMs;
    while (readyMs < endMs) {
      nextId += 1;
      const id = nextId;
      const reply = await send({ id, data, timestampNs: 0, replySize: job.bytes, serviceTimeNs: 0 });
      const doneMs = performance.now();
      if (reply.id !== id) throw new Error('wrong reply');
      latencies[calls] = doneMs - readyMs;
      calls += 1;
      readyMs = doneMs;
    }
  };
  await Promise.all(sends.map(caller));
  const seconds = (performance.now() - startMs) / 1000;
  const sorted = latencies.subarray(0, calls).sort();
  return { throughput: calls / seconds, p50Ns: Math.round((sorted[Math.floor(calls / 2)] ?? 0) * 1e6) };
}

await window(job.warmupMs);
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await window(Number(line))));
}
process.exit(0);
