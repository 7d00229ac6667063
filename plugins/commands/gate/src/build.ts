import { type Host, InputError } from '@wiretax/core';
import { lastLine } from './repository.js';
import { endShell, startShell } from './shell.js';

/** Runs the build of a revision in its folder. Throws an InputError with what it said last if it fails, and the signal's reason. */
export async function build(
  host: Host,
  command: string,
  { folder, name }: { readonly folder: string; readonly name: string },
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const shell = startShell(host, command, folder);
  const stop = (): void => void endShell(host, shell);
  signal.addEventListener('abort', stop, { once: true });
  const { code } = await shell.child.exited;
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  if (code === 0) return;
  const end = shell.said().trimEnd().split('\n').slice(-mostLines);
  throw new InputError(
    'E_GATE_BUILD',
    `the build of ${name} failed with ${String(code)}: ${lastLine(shell.said())}`,
    end.map((line) => ({ path: 'build', message: line })),
  );
}

const mostLines = 12;
