import { parseDuration, parseSize, type Size } from '@wiretax/core';
import { longestPeriodMs } from '@wiretax/core/record';
import type { Located } from './located.js';
import { isPlainObject } from './plain-object.js';
import { quote } from './quote.js';

const sizeAdvice =
  'write a whole number of bytes with a unit (B, KiB, MiB, GiB, kB, MB), such as 64B or 4KiB';
const durationAdvice = 'write a number with a unit (ns, us, ms, s, m, h), such as 500ms or 2s';

export function readBytes(at: Located): number | null {
  const bytes = typeof at.value === 'string' ? parseSize(at.value) : undefined;
  return bytes ?? at.refuse(`${isNot(at.value, 'a size')}; ${sizeAdvice}`);
}

export function readSize(at: Located): Size | null {
  const isPair = isPlainObject(at.value);
  const requestBytes = readBytes(isPair ? at.below('request') : at);
  const replyBytes = isPair ? readBytes(at.below('reply')) : requestBytes;
  return requestBytes === null || replyBytes === null ? null : { requestBytes, replyBytes };
}

/** Nanoseconds. Zero may be written without a unit. */
export function readDurationNs(at: Located): number | null {
  const { value } = at;
  if (value === 0) return 0;
  const ns = typeof value === 'string' ? parseDuration(value) : undefined;
  if (ns === undefined) return at.refuse(`${isNot(value, 'a duration')}; ${durationAdvice}`);
  return ns <= longestPeriodMs * 1e6 ? ns : at.refuse(`${quote(value)} is longer than 168h, the most`);
}

/** Milliseconds of a duration that must not be zero. */
export function readPeriodMs(at: Located): number | null {
  const ns = readDurationNs(at);
  if (ns === 0) return at.refuse(`must be longer than 0; ${durationAdvice}`);
  return ns === null ? null : ns / 1e6;
}

/** The start of a message: the value, or that there is none. */
function isNot(value: unknown, what: string): string {
  return value === undefined ? 'is missing' : `${quote(value)} isn't ${what}`;
}

export function readInteger(at: Located, least: number, most?: number): number | null {
  const { value } = at;
  const isWhole = typeof value === 'number' && Number.isSafeInteger(value);
  if (isWhole && value >= least && value <= (most ?? value)) return value;
  const range =
    most === undefined ? `of at least ${String(least)}` : `from ${String(least)} to ${String(most)}`;
  return at.refuse(`${quote(value)} isn't a whole number ${range}`);
}

/** A part of a whole, written as `1%`: from 0, and less than all of it. */
export function readShare(at: Located): number | null {
  const text = typeof at.value === 'string' ? /^(\d+(?:\.\d+)?) ?%$/.exec(at.value.trim())?.[1] : undefined;
  const share = text === undefined ? undefined : Number(text) / 100;
  return share !== undefined && share < 1 ? share : at.refuse(notBetween(at.value));
}

export function notBetween(value: unknown): string {
  return `${quote(value)} isn't a share between 0 and 100 %, such as 5%`;
}
