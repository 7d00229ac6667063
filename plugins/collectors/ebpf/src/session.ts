import type { Child, Clock, Exit, Host } from '@wiretax/core';
import { type Missing, refusal } from './bpftrace.js';
import { parseOutput, printedLines } from './output.js';
import type { Observed } from './output.js';
import { attachedLine, script } from './script.js';

const endLimitMs = 10_000;
/** How long to wait for a sign of life before it is asked again. */
const askAgainMs = 1000;

export interface SessionOptions {
  readonly host: Pick<Host, 'spawn' | 'clock'>;
  readonly pid: number;
  /** Kills bpftrace when it aborts. */
  readonly signal: AbortSignal;
}

/** A bpftrace at work. */
export interface Session {
  /** Ends it and hands in what it has counted. To be called once. Rejects if it has ended before, or was killed. */
  finish(): Promise<Observed>;
}

/** Starts bpftrace; it is at work when this has resolved. Rejects, naming what is missing, if it ends instead. */
export async function startSession({ host, pid, signal }: SessionOptions): Promise<Session> {
  signal.throwIfAborted();
  const child = host.spawn('bpftrace', ['-f', 'json', '-e', script, String(pid)]);
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  signal.addEventListener('abort', kill);
  const said = { stdout: '', stderr: '' };
  const attached = new Promise<'attached'>((resolve) => {
    child.onStdout((text) => {
      said.stdout += text;
      if (text.includes(attachedLine) && printedLines(said.stdout).includes(attachedLine))
        resolve('attached');
    });
  });
  child.onStderr((text) => {
    said.stderr += text;
  });
  let exit: Exit | undefined;
  void child.exited.then((ended) => {
    exit = ended;
    signal.removeEventListener('abort', kill);
  });
  const first = await Promise.race([attached, child.exited]);
  if (first !== 'attached') {
    signal.throwIfAborted();
    throw missingError(refusal(first.error ?? said.stderr + said.stdout));
  }
  return {
    finish: async () => {
      if (exit !== undefined)
        throw new Error(`bpftrace ended in the middle of the window: ${describe(exit)}`);
      const end = await endOf(child, host.clock, () => said.stdout.length);
      // Ended by the signal itself, it has printed nothing.
      if (end.code !== 0) throw new Error(`bpftrace brought nothing: ${describe(end)}`);
      return parseOutput(said.stdout);
    },
  };
}

export function missingError({ missing, remedy }: Missing): Error {
  return new Error(`${missing}; ${remedy}`);
}

/**
 * Asks it to end until it does, or kills it: bpftrace 0.17 takes no notice of a SIGINT that comes
 * while it isn't waiting for events; one that comes while it prints might cut that short.
 */
async function endOf(child: Child, clock: Clock, printed: () => number): Promise<Exit> {
  const ended = new AbortController();
  const ask = async (): Promise<void> => {
    const atStart = printed();
    for (let waitedMs = 0; waitedMs < endLimitMs; waitedMs += askAgainMs) {
      if (printed() === atStart) child.kill('SIGINT');
      await clock.sleep(askAgainMs, ended.signal);
    }
    child.kill('SIGKILL');
  };
  const asking = ask().catch(() => undefined);
  const exit = await child.exited;
  ended.abort();
  await asking;
  return exit;
}

function describe({ code, signal, error }: Exit): string {
  if (error !== undefined) return error;
  return signal === null ? `it ended with code ${String(code)}` : `it was ended by ${signal}`;
}
