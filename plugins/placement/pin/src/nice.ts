import type { Machine } from './machine.js';
import { readTasks } from './tasks.js';

const ATTEMPTS = 3;

/**
 * Gives all threads of a process this nice level; on Linux each has its own, new ones inherit it. Resolves
 * with what went wrong and what to do about it, or undefined.
 */
export async function setNice(
  host: Pick<Machine, 'setPriority' | 'files'>,
  pid: number,
  nice: number,
): Promise<string | undefined> {
  let refusal: unknown;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const others = (await readTasks(host.files, pid)).filter((task) => task.nice !== nice);
    if (others.length === 0) return undefined;
    for (const { tid } of others) {
      try {
        await host.setPriority(tid, nice);
      } catch (error) {
        // A thread that has ended meanwhile is refused too; the next look tells.
        refusal = error;
      }
    }
  }
  if ((await readTasks(host.files, pid)).every((task) => task.nice === nice)) return undefined;
  const reason = refusal instanceof Error ? refusal.message : 'the system set another one';
  return `${reason}. Run as root, raise the limit (ulimit -e), or set settings.pin.nice to 0 or more`;
}
