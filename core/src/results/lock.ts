import { join } from 'node:path';
import type { Host } from '../contract/host.js';
import { InputError } from '../errors.js';
import { writing } from './write-failure.js';

const lockFile = 'lock';

/**
 * Keeps a second process out of a run's folder. The lock names its holder by process id and start time, so
 * that one left behind by a killed process is told from a live one and taken over.
 */
export async function takeLock(host: Host, directory: string): Promise<() => Promise<void>> {
  const path = join(directory, lockFile);
  const files = host.files.within(directory);
  const { pid } = host.runtime;
  const mine = `${String(pid)} ${(await startTime(host, pid)) ?? ''}\n`;
  if (!(await writing(path, files.create(lockFile, mine)))) {
    const [holder = '', since = ''] = (await files.read(lockFile)).trim().split(' ');
    const running = await startTime(host, Number(holder));
    if (running !== undefined && (since === '' || running === since)) {
      throw new InputError(
        'E_LOCKED',
        `process ${holder} is writing to ${directory}; wait for it or stop it`,
      );
    }
    await writing(path, files.write(lockFile, mine));
  }
  return () => files.remove(lockFile);
}

/** When a process started, in ticks since boot; undefined if there is none. */
async function startTime(host: Host, pid: number): Promise<string | undefined> {
  try {
    const stat = await host.files.read(`/proc/${String(pid)}/stat`);
    // The second field is the command in parentheses and may hold anything; the 22nd is the start time.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
