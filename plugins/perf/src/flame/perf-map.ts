import type { Files } from '@wiretax/core';

/** Where V8 writes the names of compiled functions, and perf looks for them. */
export function perfMapPath(pid: number): string {
  return `/tmp/perf-${String(pid)}.map`;
}

/** How many lines the map has: those are from before now. */
export async function linesInPerfMap(files: Files, pid: number): Promise<number> {
  try {
    return (await files.read(perfMapPath(pid))).split('\n').length - 1;
  } catch {
    return 0;
  }
}

/** Rewrites the map for perf, without stale functions. False where there is none. */
export async function tidyPerfMap(files: Files, pid: number, linesBefore: number): Promise<boolean> {
  const path = perfMapPath(pid);
  if (!(await files.exists(path))) return false;
  try {
    await files.write(path, withoutStale(await files.read(path), linesBefore));
  } catch {
    // It is another user's; as it is, it is nearly as good.
  }
  return true;
}

interface Entry {
  readonly start: number;
  readonly end: number;
  readonly line: string;
  readonly order: number;
  readonly optimised: boolean;
}

/**
 * V8 only ever appends: where it has used memory again, both functions stand in the map, and perf takes either.
 * Of those that overlap this leaves the later one; but one that came after the first `linesBefore` lines, while
 * samples were taken, and isn't optimised, gives way to one that is: that is where time was spent.
 */
export function withoutStale(map: string, linesBefore: number): string {
  const lines = map.split('\n');
  // While V8 writes, the last line may be a part of one.
  lines.pop();
  const kept: Entry[] = [];
  for (const entry of lines.flatMap(entryOf).sort((a, b) => a.start - b.start || a.order - b.order)) {
    const before = kept.at(-1);
    if (before === undefined || before.end <= entry.start) kept.push(entry);
    else if (holds(entry, before, linesBefore)) kept.splice(-1, 1, entry);
  }
  return kept.map(({ line }) => `${line}\n`).join('');
}

function entryOf(line: string, order: number): readonly Entry[] {
  const [, start = '', size = '', name = ''] = /^([0-9a-f]+) ([0-9a-f]+) (\S.*)/i.exec(line) ?? [];
  const address = parseInt(start, 16);
  const end = address + parseInt(size, 16);
  return end > address ? [{ start: address, end, line, order, optimised: /^\w+:[*+]/.test(name) }] : [];
}

/** Whether the first of two that overlap is the one to be kept. */
function holds(entry: Entry, other: Entry, linesBefore: number): boolean {
  const [later, earlier] = entry.order > other.order ? [entry, other] : [other, entry];
  const keepEarlier = later.order >= linesBefore && earlier.optimised && !later.optimised;
  return entry === (keepEarlier ? earlier : later);
}
