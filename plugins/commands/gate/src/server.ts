import { connect } from 'node:net';
import { type Host, WiretaxError } from '@wiretax/core';
import type { PlannedTrial } from '@wiretax/core/record';
import { lastLine } from './repository.js';
import { endShell, type ShellCommand, startShell } from './shell.js';

/** The server of one side, which is started for each trial, so that each is a launch of both. */
export interface ServerCommand {
  readonly command: string;
  readonly folder: string;
  /** Of the side, for what is said of it. */
  readonly name: string;
}

const upLimitMs = 30_000;
const freeLimitMs = 2000;
const lookAgainMs = 20;

/**
 * Starts the server of a trial whose cell has a target, and waits until it takes connections. Resolves with what ends it; of trials without
 * a target nothing is started.
 */
export async function startServer(
  host: Host,
  { command, folder, name }: ServerCommand,
  { cell }: PlannedTrial,
  signal: AbortSignal,
): Promise<() => Promise<void>> {
  const address = cell.target.server?.endpoint.address;
  if (address === undefined) return () => Promise.resolve();
  if (!(await isFree(host, address, signal)))
    throw serverError(name, `something already listens at ${address}, where it is to`);
  const port = address.slice(address.lastIndexOf(':') + 1);
  const shell = startShell(host, command, folder, { PORT: port });
  try {
    await up(host, shell, address, name, signal);
  } catch (thrown) {
    await endShell(host, shell);
    throw thrown;
  }
  return () => endShell(host, shell);
}

/** What the server of the trial before has started, and was killed with it, may take a moment to be gone. */
async function isFree(host: Host, address: string, signal: AbortSignal): Promise<boolean> {
  const deadlineNs = host.clock.nowNs() + freeLimitMs * 1e6;
  while (await takesConnections(address)) {
    if (host.clock.nowNs() > deadlineNs) return false;
    await host.clock.sleep(lookAgainMs, signal);
  }
  return true;
}

async function up(
  host: Host,
  { child, said }: ShellCommand,
  address: string,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  let ended: string | undefined;
  void child.exited.then(({ code, signal: by }) => {
    ended = `it ended with ${String(code ?? by)}: ${lastLine(said())}`;
  });
  const deadlineNs = host.clock.nowNs() + upLimitMs * 1e6;
  while (!(await takesConnections(address))) {
    if (ended !== undefined) throw serverError(name, ended);
    if (host.clock.nowNs() > deadlineNs)
      throw serverError(
        name,
        `nothing listens at ${address} after ${String(upLimitMs / 1000)} s: ${lastLine(said())}`,
      );
    await host.clock.sleep(lookAgainMs, signal);
  }
}

function serverError(name: string, why: string): WiretaxError {
  return new WiretaxError('E_GATE_SERVER', `the server of ${name} can't be measured: ${why}`);
}

function takesConnections(address: string): Promise<boolean> {
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(address.slice(colon + 1)) });
    const tell = (isUp: boolean): void => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once('connect', () => {
      tell(true);
    });
    socket.once('error', () => {
      tell(false);
    });
  });
}
