import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FolderLock } from '../../contract/files.js';

/**
 * Node.js has no call for the kernel's locks. They belong to what was opened, though, and not to a process: flock(1) is
 * given our descriptor, locks it and ends, and the lock stays until we close the descriptor, or end.
 */
export async function lockFolder(path: string, program = 'flock'): Promise<FolderLock> {
  const folder = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
  const outcome = await lockDescriptor(program, folder.fd);
  if (outcome === 'locked') return { state: 'ours', release: () => folder.close() };
  await folder.close();
  return outcome === 'taken' ? { state: 'taken' } : { state: 'none', reason: outcome.reason };
}

function lockDescriptor(
  program: string,
  descriptor: number,
): Promise<'locked' | 'taken' | { readonly reason: string }> {
  return new Promise((resolve) => {
    // In a group of its own: Ctrl-C is for us.
    const child = spawn(program, ['-x', '-n', '3'], {
      stdio: ['ignore', 'ignore', 'pipe', descriptor],
      detached: true,
    });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.on('error', (error) => {
      resolve({ reason: error.message });
    });
    child.on('close', (code, signal) => {
      if (code === 0) resolve('locked');
      // Any other failure is one that it tells of.
      else if (code === 1 && said === '') resolve('taken');
      else
        resolve({
          reason: said === '' ? `${program} ended with ${String(code ?? signal)}` : firstLine(said),
        });
    });
  });
}

function firstLine(text: string): string {
  return text.split('\n', 1).join('');
}
