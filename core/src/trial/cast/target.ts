import { once } from 'node:events';
import { connect } from 'node:net';
import type { Endpoint } from '../../contract/endpoint.js';
import { reasonOf, WiretaxError } from '../../kernel/errors.js';
import { socketAddress } from '../../kernel/socket-address.js';
import type { Place } from './place.js';

const limitMs = 10_000;

/** Sees that somebody listens at a target's endpoint. Resolves with the processes, as far as they are on the place's machine. */
export async function reachTarget(
  endpoint: Endpoint,
  { machine }: Place,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const at = socketAddress(endpoint);
  const socket = connect(at);
  try {
    const timeout = AbortSignal.timeout(limitMs);
    await once(socket, 'connect', { signal: AbortSignal.any([signal, timeout]) });
  } catch (thrown) {
    signal.throwIfAborted();
    const reason = codeless(thrown)
      ? `nothing answered within ${String(limitMs / 1000)} s`
      : reasonOf(thrown);
    throw new WiretaxError(
      'E_TARGET',
      `no server can be reached at ${endpoint.address}: ${reason}; start it, or mend the address`,
    );
  } finally {
    socket.destroy();
  }
  const isHere =
    socket.remoteAddress === undefined ||
    socket.localAddress === socket.remoteAddress ||
    isLoopback(socket.remoteAddress);
  if (!isHere && !('path' in at)) return [];
  return machine.listeners('path' in at ? at.path : at.port);
}

function codeless(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError';
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
