import fc from 'fast-check';
import type { Payload } from '@wiretax/core';
import * as assert from 'uvu/assert';

/** A request as proto/echo.proto describes it: without a reply size it asks for as many bytes as it carries. */
export interface EchoRequest {
  readonly id: number;
  readonly data: Uint8Array;
  readonly replySize?: number;
  readonly serviceTimeNs: number;
}

/** A Payload in the JSON mapping of proto3, as Google's libraries write it; fields of value 0 are left out. */
interface JsonPayload {
  readonly id?: string;
  readonly data?: string;
  readonly timestampNs?: string;
  readonly replySize?: number;
  readonly serviceTimeNs?: string;
}

const largestId = 2 ** 53 - 1;

/** What a server must get right: ids to the last bit, empty and large bodies, reply sizes of all kinds, service time. */
export function awkwardRequests(seed: number): readonly EchoRequest[] {
  const bytes = (length: number): Uint8Array =>
    Uint8Array.from(fc.sample(fc.nat({ max: 255 }), { seed: seed + length, numRuns: length }));
  const plain = { serviceTimeNs: 0 };
  const small = fc
    .sample(fc.nat({ max: 200 }), { seed, numRuns: 50 })
    .map((length, index) => ({ id: index + 1, data: bytes(length), ...plain }));
  return [
    ...small,
    { id: 100, data: bytes(70_000), replySize: 1, ...plain },
    { id: 101, data: bytes(10), replySize: 70_000, ...plain },
    { id: 2 ** 32, data: bytes(1000), replySize: 1000, ...plain },
    { id: largestId, data: bytes(0), ...plain },
    { id: 102, data: bytes(3), replySize: 0, ...plain },
    { id: 103, data: bytes(64), serviceTimeNs: 3_000_000 },
    ...small.map((request) => ({ ...request, id: request.id + 1000 })),
  ];
}

export function toJson({ id, data, replySize, serviceTimeNs }: EchoRequest): JsonPayload {
  return {
    id: String(id),
    data: Buffer.from(data).toString('base64'),
    serviceTimeNs: String(serviceTimeNs),
    ...(replySize === undefined ? {} : { replySize }),
  };
}

export function fromJson(value: unknown): Payload {
  const { id, data, timestampNs, replySize, serviceTimeNs } = value as JsonPayload;
  return {
    id: Number(id ?? 0),
    data: Buffer.from(data ?? '', 'base64'),
    timestampNs: Number(timestampNs ?? 0),
    replySize: replySize ?? 0,
    serviceTimeNs: Number(serviceTimeNs ?? 0),
  };
}

/** The instants between which the exchange took place, ns of CLOCK_MONOTONIC. */
export interface Interval {
  readonly fromNs: number;
  readonly toNs: number;
}

/** Fails unless the reply answers the request in every field. */
export function assertAnswers(request: EchoRequest, reply: Payload, { fromNs, toNs }: Interval): void {
  const label = `call ${String(request.id)}`;
  const replySize = request.replySize ?? request.data.length;
  assert.is(reply.id, request.id, `${label}: id ${String(reply.id)}`);
  assert.is(reply.data.length, replySize, `${label}: ${String(reply.data.length)} bytes`);
  assert.is(reply.replySize, replySize, `${label}: reply size ${String(reply.replySize)}`);
  if (replySize === request.data.length) {
    assert.ok(Buffer.from(request.data).equals(reply.data), `${label}: other data`);
  }
  assert.ok(reply.timestampNs >= fromNs && reply.timestampNs <= toNs, `${label}: handled at another time`);
  assert.ok(reply.serviceTimeNs >= request.serviceTimeNs, `${label}: less service time than asked for`);
  assert.ok(reply.timestampNs + reply.serviceTimeNs <= toNs, `${label}: handled after it was answered`);
}
