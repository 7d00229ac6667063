import { readdir, readlink } from 'node:fs/promises';

/** What keeps the event loop alive, and open sockets too where the system can tell, by kind. */
export async function held(): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  // Reading the folder of open files would count itself.
  const sockets = await openSockets();
  const kinds = process.getActiveResourcesInfo().filter((kind) => !kind.startsWith('FSReq'));
  for (const kind of [...kinds, ...sockets]) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** A socket that doesn't keep the loop alive is a leak all the same. */
async function openSockets(): Promise<readonly string[]> {
  const directory = '/proc/self/fd';
  const names = await readdir(directory).catch(() => []);
  const targets = await Promise.all(names.map((name) => readlink(`${directory}/${name}`).catch(() => '')));
  return targets.filter((target) => target.startsWith('socket:')).map(() => 'open socket');
}

/** What there is more of now; empty for nothing. */
export function moreThan(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): string {
  const more = [...now].filter(([kind, count]) => count > (before.get(kind) ?? 0));
  return more
    .map(([kind, count]) => `${kind} ${String(count)}, before ${String(before.get(kind) ?? 0)}`)
    .join('; ');
}
