import type { Payload } from '../../contract/payload.js';
import { toldNot } from '../../contract/outcome.js';
import { WiretaxError } from '../../kernel/errors.js';

/** By how much stamps of two processes may disagree: each finds the clock's origin for itself, to a fraction of a microsecond. */
const slackNs = 10_000;

/** What a reply is held to beside the id of its request. */
export interface Expected {
  /** Null for any number of bytes, which is what a server answers that was asked for something else than echo. */
  readonly replyBytes: number | null;
  /** Whether its stamps were read off the client's clock. Others say nothing. */
  readonly sharesClock: boolean;
}

/** What plugins may come back with where a reply is due. */
export type Answer = Partial<Payload> | null | undefined;

/**
 * Whether this is the reply to the request, as far as it can be seen: its id and size, and stamps within the call.
 * Runs per call, so it says no more than yes or no, and throws at nothing.
 */
export function answersRequest(
  request: Payload,
  expected: Expected,
  reply: Answer,
  completedNs: number,
): reply is Payload {
  return (
    typeof reply === 'object' &&
    reply !== null &&
    reply.id === request.id &&
    reply.data instanceof Uint8Array &&
    (expected.replyBytes === null || reply.data.length === expected.replyBytes) &&
    typeof reply.timestampNs === 'number' &&
    typeof reply.serviceTimeNs === 'number' &&
    (!expected.sharesClock ||
      isToldNot(reply.timestampNs) ||
      (reply.timestampNs >= request.timestampNs - slackNs &&
        reply.serviceTimeNs >= 0 &&
        reply.timestampNs + reply.serviceTimeNs <= completedNs + slackNs)) &&
    !(reply.timestampNs === request.timestampNs && reply.data === request.data)
  );
}

/** A server that stamps nothing leaves the field at 0, which is what is sent for it. */
function isToldNot(timestampNs: number): boolean {
  return timestampNs === 0 || timestampNs === toldNot;
}

/** What is wrong with a reply that doesn't answer the request. */
export function replyFault(
  request: Payload,
  expected: Expected,
  reply: Answer,
  completedNs: number,
): WiretaxError {
  return new WiretaxError('E_WRONG_REPLY', reasonFor(request, expected, reply, completedNs));
}

function reasonFor(request: Payload, { replyBytes }: Expected, reply: Answer, completedNs: number): string {
  if (typeof reply !== 'object' || reply === null)
    return `it came back with ${shown(reply)} instead of a reply`;
  const { id, data, timestampNs, serviceTimeNs } = reply;
  if (id !== request.id) {
    return `the reply carries id ${shown(id)}, the request had ${String(request.id)}: replies are mixed up`;
  }
  if (!(data instanceof Uint8Array)) return 'the data of the reply is no Uint8Array';
  if (replyBytes !== null && data.length !== replyBytes) {
    return `the reply has ${String(data.length)} bytes of data, ${String(replyBytes)} were asked for`;
  }
  if (data === request.data && timestampNs === request.timestampNs) {
    return 'it answered with the request itself; a reply comes from the server';
  }
  if (typeof timestampNs !== 'number' || typeof serviceTimeNs !== 'number') {
    return `the reply is stamped ${shown(timestampNs)} with a service time of ${shown(serviceTimeNs)}; both must be numbers of ns`;
  }
  const sinceNs = (ns: number): string => `${String(Math.round((ns - request.timestampNs) / 1000))} µs`;
  return (
    `the reply says that its handler ran from ${sinceNs(timestampNs)} to ${sinceNs(timestampNs + serviceTimeNs)} after the call began, ` +
    `and the call took ${sinceNs(completedNs)}; stamp it with CLOCK_MONOTONIC in ns`
  );
}

function shown(value: unknown): string {
  if (typeof value === 'string') return 'a string';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
