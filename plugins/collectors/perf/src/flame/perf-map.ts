import type { Files } from '@wiretax/core';

/**
 * Where V8 writes the names of compiled functions, and perf looks for them: fixed, and open to all users, who must not
 * get another file read, written or removed by a link of that name.
 */
const folder = '/tmp';

export function perfMapPath(pid: number): string {
  return `${folder}/${mapOf(pid)}`;
}

function mapOf(pid: number): string {
  return `perf-${String(pid)}.map`;
}

/** How many lines the map has: those are from before now. */
export async function linesInPerfMap(files: Files, pid: number): Promise<number> {
  try {
    return (await files.within(folder).read(mapOf(pid))).split('\n').length - 1;
  } catch {
    return 0;
  }
}

/** Rewrites the map for perf, without stale functions. False where there is none. */
export async function tidyPerfMap(files: Files, pid: number, linesBefore: number): Promise<boolean> {
  const maps = files.within(folder);
  if (!(await maps.exists(mapOf(pid)))) return false;
  try {
    await maps.write(mapOf(pid), withoutStale(await maps.read(mapOf(pid)), linesBefore));
  } catch {
    // It is another user's; as it is, it is nearly as good.
  }
  return true;
}

/** The map ends with its last user. */
export async function removePerfMap(files: Files, pid: number): Promise<void> {
  // Of another user's process: it is not ours to remove.
  await files
    .within(folder)
    .remove(mapOf(pid))
    .catch(() => undefined);
}

/** Code in a range of addresses. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly optimised: boolean;
}

/**
 * V8 only ever appends: where it has used memory again, both functions stand in the map, and perf, which
 * expects that nothing overlaps, finds either or none. Here the later one takes what it covers of the earlier;
 * but one that came after the first `linesBefore` lines, while samples were taken, and isn't optimised, leaves
 * alone what is: that is where time was spent.
 */
export function withoutStale(map: string, linesBefore: number): string {
  const lines = map.split('\n');
  // While V8 writes, the last line may be a part of one.
  lines.pop();
  const pieces: Piece[] = [];
  lines.forEach((line, index) => {
    const piece = pieceOf(line);
    if (piece !== undefined) paint(pieces, piece, index >= linesBefore && !piece.optimised);
  });
  return pieces
    .map(({ start, end, name }) => `${start.toString(16)} ${(end - start).toString(16)} ${name}\n`)
    .join('');
}

function pieceOf(line: string): Piece | undefined {
  const [, start = '', size = '', name = ''] = /^([0-9a-f]+) ([0-9a-f]+) (\S.*)/i.exec(line) ?? [];
  const address = parseInt(start, 16);
  const end = address + parseInt(size, 16);
  return end > address ? { start: address, end, name, optimised: /^\w+:[*+]/.test(name) } : undefined;
}

/** Puts a piece among those in ascending order that don't overlap. `yielding` pieces leave optimised ones whole. */
function paint(pieces: Piece[], piece: Piece, yielding: boolean): void {
  const first = firstEndingAfter(pieces, piece.start);
  let next = first;
  let { start } = piece;
  const put: Piece[] = [];
  for (let old = pieces[next]; old !== undefined && old.start < piece.end; old = pieces[next]) {
    next += 1;
    if (yielding && old.optimised) {
      if (old.start > start) put.push({ ...piece, start, end: old.start });
      put.push(old);
      start = Math.max(start, old.end);
      continue;
    }
    if (old.start < piece.start) put.push({ ...old, end: piece.start });
    if (old.end <= piece.end) continue;
    if (start < piece.end) put.push({ ...piece, start });
    put.push({ ...old, start: piece.end });
    start = piece.end;
  }
  if (start < piece.end) put.push({ ...piece, start });
  pieces.splice(first, next - first, ...put);
}

function firstEndingAfter(pieces: readonly Piece[], address: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((pieces[middle]?.end ?? Infinity) > address) high = middle;
    else low = middle + 1;
  }
  return low;
}
