import { once } from 'node:events';
import { connect } from 'node:net';
import type { Endpoint } from '../../contract/endpoint.js';
import { reasonOf, WiretaxError } from '../../kernel/errors.js';
import { socketAddress } from '../../kernel/socket-address.js';
import type { Machine } from '../../contract/machine.js';
import type { Place } from './place.js';

const limitMs = 10_000;

/** What is known of a target. */
export interface FoundTarget {
  /** Whether it is on the place's machine. */
  readonly isHere: boolean;
  /** Those of its processes that listen; none where that can't be told. */
  readonly listeners: readonly number[];
}

/** Sees that somebody listens at a target's endpoint. */
export async function reachTarget(
  endpoint: Endpoint,
  { machine }: Place,
  signal: AbortSignal,
): Promise<FoundTarget> {
  const at = socketAddress(endpoint);
  const isHere = await answersHere(at, endpoint, signal);
  if (!isHere) return { isHere, listeners: [] };
  return { isHere, listeners: await machine.listeners('path' in at ? at.path : at.port) };
}

/**
 * Those that listen and what they have started, which may do the work; neither the system's first process, which holds sockets for
 * others, nor who asks and its peers, unless these have started the server themselves.
 */
export async function targetProcesses(
  machine: Pick<Machine, 'processes' | 'runtime'>,
  listeners: readonly number[],
): Promise<readonly number[]> {
  const asker = machine.runtime.pid;
  const own = new Set(await machine.processes(asker));
  const trees = await Promise.all(
    listeners
      .filter((pid) => pid > 1 && pid !== asker)
      .map(async (pid) => {
        const tree = await machine.processes(pid);
        return own.has(pid) ? tree : tree.filter((each) => !own.has(each));
      }),
  );
  return [...new Set(trees.flat())];
}

/** Whether who answers there is on this machine; rejects if nobody does. */
async function answersHere(
  at: ReturnType<typeof socketAddress>,
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<boolean> {
  const socket = connect(at);
  try {
    const timeout = AbortSignal.timeout(limitMs);
    await once(socket, 'connect', { signal: AbortSignal.any([signal, timeout]) });
    const { localAddress, remoteAddress = '' } = socket;
    return 'path' in at || localAddress === remoteAddress || isLoopback(remoteAddress);
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
}

function codeless(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError';
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
