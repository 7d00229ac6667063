import type { Child, Host } from '@wiretax/core';

const keptCharacters = 4000;

/** A command line of the user's, started in a folder. */
export interface ShellCommand {
  readonly child: Child;
  /** The end of what it has written. */
  readonly said: () => string;
}

export function startShell(
  host: Host,
  command: string,
  folder: string,
  env: Readonly<Record<string, string>> = {},
): ShellCommand {
  const child = host.spawn('sh', ['-c', command], { cwd: folder, env, wholly: true });
  let said = '';
  const take = (text: string): void => {
    said = `${said}${text}`.slice(-keptCharacters);
  };
  child.onStdout(take);
  child.onStderr(take);
  child.end();
  return { child, said: () => said };
}

const graceMs = 3000;

/** Ends it, by force where it doesn't end by itself soon. */
export async function endShell(host: Host, { child }: ShellCommand): Promise<void> {
  child.kill('SIGTERM');
  const over = new AbortController();
  const ended = child.exited.then(() => {
    over.abort();
  });
  await Promise.race([ended, host.clock.sleep(graceMs, over.signal).catch(() => undefined)]);
  // Also what it has started and left behind.
  child.kill('SIGKILL');
  await ended;
}
