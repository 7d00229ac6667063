import { parseDuration, parseSize, type Size } from '@wiretax/core';
import { longestPeriodMs } from '@wiretax/core/record';
import { isPlainObject } from './plain-object.js';
import type { ProblemList } from './problem-list.js';
import { quote } from './quote.js';

const sizeAdvice =
  'write a whole number of bytes with a unit (B, KiB, MiB, GiB, kB, MB), such as 64B or 4KiB';
const durationAdvice = 'write a number with a unit (ns, us, ms, s, m, h), such as 500ms or 2s';

export function readBytes(value: unknown, path: string, problems: ProblemList): number | undefined {
  const bytes = typeof value === 'string' ? parseSize(value) : undefined;
  if (bytes === undefined) problems.add(path, `${isNot(value, 'a size')}; ${sizeAdvice}`);
  return bytes;
}

export function readSize(value: unknown, path: string, problems: ProblemList): Size | undefined {
  if (!isPlainObject(value)) {
    const bytes = readBytes(value, path, problems);
    return bytes === undefined ? undefined : { requestBytes: bytes, replyBytes: bytes };
  }
  const requestBytes = readBytes(value['request'], `${path}.request`, problems);
  const replyBytes = readBytes(value['reply'], `${path}.reply`, problems);
  return requestBytes === undefined || replyBytes === undefined ? undefined : { requestBytes, replyBytes };
}

/** Nanoseconds. Zero may be written without a unit. */
export function readDurationNs(value: unknown, path: string, problems: ProblemList): number | undefined {
  if (value === 0) return 0;
  const ns = typeof value === 'string' ? parseDuration(value) : undefined;
  if (ns === undefined) problems.add(path, `${isNot(value, 'a duration')}; ${durationAdvice}`);
  if (ns === undefined || ns <= longestPeriodMs * 1e6) return ns;
  problems.add(path, `${quote(value)} is longer than 168h, the most`);
  return undefined;
}

/** Milliseconds of a duration that must not be zero. */
export function readPeriodMs(value: unknown, path: string, problems: ProblemList): number | undefined {
  const ns = readDurationNs(value, path, problems);
  if (ns === 0) problems.add(path, `must be longer than 0; ${durationAdvice}`);
  return ns === undefined || ns === 0 ? undefined : ns / 1e6;
}

/** The start of a message: the value, or that there is none. */
function isNot(value: unknown, what: string): string {
  return value === undefined ? 'is missing' : `${quote(value)} isn't ${what}`;
}

export function readInteger(
  value: unknown,
  least: number,
  path: string,
  problems: ProblemList,
  most?: number,
): number | undefined {
  const isWhole = typeof value === 'number' && Number.isSafeInteger(value);
  if (isWhole && value >= least && value <= (most ?? value)) return value;
  const range =
    most === undefined ? `of at least ${String(least)}` : `from ${String(least)} to ${String(most)}`;
  problems.add(path, `${quote(value)} isn't a whole number ${range}`);
  return undefined;
}
