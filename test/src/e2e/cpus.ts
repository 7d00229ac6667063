import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The numbers of the CPUs that this process may use; none where the system doesn't tell. */
export function usableCpus(): readonly number[] {
  let status: string;
  try {
    status = readFileSync('/proc/self/status', 'utf8');
  } catch {
    return [];
  }
  const list = /^Cpus_allowed_list:\t(.+)$/m.exec(status)?.[1] ?? '';
  return list.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/** Why nothing can be bound to some of the CPUs here; undefined if it can. */
export function bindingRefusal(wanted: 1 | 2): string | undefined {
  if (spawnSync('taskset', ['--version']).status !== 0)
    return 'taskset is not installed, or this is not Linux';
  const { length } = usableCpus();
  if (length >= wanted) return undefined;
  return length === 0 ? 'the system tells no CPUs' : 'there is one CPU only';
}
