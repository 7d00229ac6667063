import type { Host } from '@wiretax/core';

/** How many files a process may open at most; undefined where the system doesn't tell. */
export async function openFilesLimit(host: Host): Promise<number | undefined> {
  try {
    return parseOpenFiles(await host.files.read('/proc/self/limits'));
  } catch {
    return undefined;
  }
}

/** The hard limit: Node raises the soft one to it at start. */
export function parseOpenFiles(limits: string): number | undefined {
  const hard = /^Max open files\s+\S+\s+(\S+)/m.exec(limits)?.[1];
  const files = Number(hard);
  return hard !== undefined && Number.isSafeInteger(files) ? files : undefined;
}
