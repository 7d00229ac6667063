export interface Line {
  /** Counted from 1. */
  readonly number: number;
  /** Null for one that is too long. */
  readonly text: string | null;
  /** Whether a newline ends it. Only the last may have none. */
  readonly isWhole: boolean;
  /** Where the next line starts. */
  readonly endBytes: number;
}

const newline = 0x0a;

/** The lines of a file one by one, in memory that doesn't grow with those of more than `mostBytes`. */
export async function* linesOf(parts: AsyncIterable<Uint8Array>, mostBytes: number): AsyncIterable<Line> {
  let number = 0;
  let [lineBytes, endBytes] = [0, 0];
  let kept: Uint8Array[] = [];
  const take = (bytes: Uint8Array): void => {
    lineBytes += bytes.length;
    if (lineBytes > mostBytes) kept = [];
    else if (bytes.length > 0) kept.push(bytes);
  };
  const line = (isWhole: boolean): Line => {
    number += 1;
    endBytes += lineBytes + (isWhole ? 1 : 0);
    const text = lineBytes > mostBytes ? null : Buffer.concat(kept).toString();
    [lineBytes, kept] = [0, []];
    return { number, text, isWhole, endBytes };
  };
  for await (const part of parts) {
    let start = 0;
    for (let end = part.indexOf(newline); end >= 0; end = part.indexOf(newline, start)) {
      take(part.subarray(start, end));
      yield line(true);
      start = end + 1;
    }
    take(part.subarray(start));
  }
  if (lineBytes > 0) yield line(false);
}
