/**
 * Fields of /proc/<pid>/stat from the third on, the state: the name before it may hold spaces and brackets.
 * https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function afterName(stat: string): readonly string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** The CPUs that a process may use as /proc/<pid>/status lists them: `0-3,8`; null where it doesn't. */
export function allowedCpus(status: string): string | null {
  return /^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? null;
}

/** How many files the process of this /proc/<pid>/limits may open: the hard limit, as Node.js raises the soft one to it. Null for no limit. */
export function openFilesLimit(limits: string): number | null {
  const files = Number(/^Max open files\s+\S+\s+(\S+)/m.exec(limits)?.[1]);
  return Number.isSafeInteger(files) ? files : null;
}
