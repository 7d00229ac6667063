import type { Host } from '@wiretax/core';

/** Ids of a process's threads; empty when it has ended. */
export async function threadsOf({ files }: Pick<Host, 'files'>, pid: number): Promise<readonly number[]> {
  const names = await files.list(`/proc/${String(pid)}/task`);
  return names.map(Number).filter(Number.isInteger);
}

/** CPUs that a process may use, as the kernel writes them: `0,2-3`. */
export async function allowedCpus({ files }: Pick<Host, 'files'>, pid: number): Promise<string | undefined> {
  try {
    const status = await files.read(`/proc/${String(pid)}/status`);
    return /^Cpus_allowed_list:\s*([\d,-]+)$/m.exec(status)?.[1];
  } catch {
    return undefined;
  }
}

/** Rejects when the process has ended. */
export async function assertRunning({ files }: Pick<Host, 'files'>, pid: number): Promise<void> {
  if (await files.exists(`/proc/${String(pid)}`)) return;
  throw new Error(
    `process ${String(pid)} had ended before perf could be attached; look at what the peer said`,
  );
}
