import { join } from 'node:path';
import type { Host } from '../../contract/host.js';
import { InputError } from '../../kernel/errors.js';
import { writing } from './write-failure.js';

const lockFile = 'lock';
/** Ends the text of a lock file whose writer also has the kernel's lock. */
const kernels = 'kernel';

export interface RunLock {
  /** What doesn't keep everybody out, and why. */
  readonly warning?: string;
  readonly release: () => Promise<void>;
}

/**
 * Keeps other processes out of a run's folder: by the kernel's lock, which holds between containers and ends with its
 * holder. A file in the folder tells who it is, and is all that there is where the system has no such locks.
 */
export async function takeLock(host: Host, directory: string): Promise<RunLock> {
  const files = host.files.within(directory);
  const kernel = await host.files.lockFolder(directory);
  if (kernel.state === 'taken') throw taken(directory, await files.read(lockFile).catch(() => ''));
  const unlock = kernel.state === 'ours' ? kernel.release : () => Promise.resolve();
  try {
    const path = join(directory, lockFile);
    const mine = `${host.runtime.identity}${kernel.state === 'ours' ? ` ${kernels}` : ''}\n`;
    if (!(await writing(path, files.create(lockFile, mine)))) {
      const left = (await files.read(lockFile)).trim();
      // One that a full disk has kept empty is nobody's.
      const wasKernels = left === '' || left.endsWith(` ${kernels}`);
      const fate = wasKernels && kernel.state === 'ours' ? 'ended' : host.fateOf(identityIn(left));
      if (fate === 'running') throw taken(directory, left);
      if (fate === 'unknown') throw unsure(path, left);
      await writing(path, files.write(lockFile, mine));
    }
  } catch (thrown) {
    await unlock();
    throw thrown;
  }
  return {
    ...(kernel.state === 'none' ? { warning: unlocked(kernel.reason) } : {}),
    release: async () => {
      try {
        await files.remove(lockFile);
      } finally {
        await unlock();
      }
    },
  };
}

function identityIn(text: string): string {
  return text.trim().replace(new RegExp(` ${kernels}$`), '');
}

function taken(directory: string, text: string): InputError {
  return new InputError('E_LOCKED', `${holder(text)} is writing to ${directory}; wait for it or stop it`);
}

function unsure(path: string, text: string): InputError {
  return new InputError(
    'E_LOCKED',
    `${holder(text)}, of another machine or container, has begun to write to this run, and nothing here tells whether it still does; when you know that it has ended, remove ${path}`,
  );
}

/** The file may have been written by anybody. */
function holder(text: string): string {
  const [, pid] = /^(\d{1,10})\b/.exec(text) ?? [];
  return pid === undefined ? 'another process' : `process ${pid}`;
}

function unlocked(reason: string): string {
  return `the run's folder can't be locked (${reason}): processes of other containers and machines are not kept out of it; install flock (util-linux), or put --out on a local disk`;
}
