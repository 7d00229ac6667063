import { readdirSync, readFileSync } from 'node:fs';

export interface TreeProcess {
  readonly pid: number;
  /** In ticks since boot: numbers are given out again. */
  readonly start: string;
  readonly command: string;
}

/** What runs below a process now, and was started by whoever runs there. */
export function runningBelow(root: number): readonly TreeProcess[] {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (read(Number(name)) ?? []) : []));
  const below = new Set([root]);
  for (let size = 0; size !== below.size;) {
    size = below.size;
    for (const { pid, parent } of all) if (below.has(parent)) below.add(pid);
  }
  return all.filter(({ pid }) => pid !== root && below.has(pid));
}

export function stillRuns({ pid, start }: TreeProcess): boolean {
  return read(pid)?.start === start;
}

function read(pid: number): (TreeProcess & { readonly parent: number }) | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const [state = '', parent, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return undefined;
    const command = readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')
      .replaceAll('\0', ' ')
      .trim();
    return { pid, parent: Number(parent), start: fields[17] ?? '', command };
  } catch {
    return undefined;
  }
}
