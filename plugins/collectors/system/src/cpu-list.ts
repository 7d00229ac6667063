/** More than any kernel is built for; keeps `0-4000000000` from filling memory. */
const highest = 65535;

/** The CPUs of a list as the kernel writes it, such as `0,2-3`; undefined for anything else. */
export function parseCpuList(text: string): readonly number[] | undefined {
  const cpus = new Set<number>();
  for (const part of text.trim().split(',')) {
    const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part) ?? [];
    if (first === undefined) return undefined;
    const end = Number(last ?? first);
    if (end < Number(first) || end > highest) return undefined;
    for (let cpu = Number(first); cpu <= end; cpu++) cpus.add(cpu);
  }
  return [...cpus];
}

/** The CPUs that a process may use, from its /proc/<pid>/status. */
export function allowedCpus(status: string): readonly number[] | undefined {
  return parseCpuList(/^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? '');
}
