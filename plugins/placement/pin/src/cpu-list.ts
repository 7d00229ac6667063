/** Lists of CPU numbers as the kernel writes them: `1`, `0,2-3`. */

/** More than any kernel is built for; keeps `0-4000000000` from filling memory. */
const HIGHEST = 65535;

/** The numbers in ascending order, each once; undefined if the text is not such a list. */
export function parseCpuList(text: string): readonly number[] | undefined {
  const cpus = new Set<number>();
  for (const part of text.trim().split(',')) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    if (!match) return undefined;
    const first = Number(match[1]);
    const last = Number(match[2] ?? match[1]);
    if (last < first || last > HIGHEST) return undefined;
    for (let cpu = first; cpu <= last; cpu++) cpus.add(cpu);
  }
  return [...cpus].sort((a, b) => a - b);
}

/** The shortest list of numbers that are in ascending order: `0-1,4`. */
export function formatCpuList(cpus: readonly number[]): string {
  const parts: string[] = [];
  let start = 0;
  for (const [index, cpu] of cpus.entries()) {
    if (cpus[index + 1] === cpu + 1) continue;
    const first = cpus[start] ?? cpu;
    parts.push(first === cpu ? String(cpu) : `${String(first)}-${String(cpu)}`);
    start = index + 1;
  }
  return parts.join(',');
}

/** `CPU 1`, `CPUs 0,2-3`. */
export function nameCpus(cpus: readonly number[]): string {
  return `${cpus.length === 1 ? 'CPU' : 'CPUs'} ${formatCpuList(cpus)}`;
}
