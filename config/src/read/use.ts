import type { Kind, Use } from '@wiretax/core';
import type { Located } from './located.js';
import { isPlainObject, type PlainObject } from './plain-object.js';
import { quote } from './quote.js';

const longestLabel = 64;

/** A contribution as a config names it: `grpc`, or `{use: grpc, channels: 4, as: grpc-4ch}`. */
export function readUse(at: Located, kind: Kind | undefined): Use | null {
  const { value } = at;
  if (typeof value === 'string' && value !== '') {
    const named = { use: value, options: {}, label: sanitised(value) };
    at.mention(kind, named);
    return named;
  }
  if (!isPlainObject(value)) return at.refuse(`${quote(value)} isn't a name or {use: name} with its options`);
  const { use, as, ...options } = value;
  if (typeof use !== 'string' || use === '') return at.below('use').refuse(`${quote(use)} isn't a name`);
  const label = readLabel(at, as ?? labelOf(use, options));
  at.mention(kind, { use, options, label: label ?? '' });
  return label === null ? null : { use, options, label };
}

/** The label of a value, which may stand in ids, tables and file names. */
export function readLabel(at: Located, label: unknown): string | null {
  if (typeof label !== 'string' || !/^[A-Za-z0-9][\w=.-]*$/.test(label))
    return at.below('as').refuse(`${quote(label)} isn't a label; use letters, digits and _ = . -`);
  if (label.length <= longestLabel) return label;
  const length = `${String(label.length)} characters, more than ${String(longestLabel)}`;
  return at.refuse(`its label has ${length}; give a shorter one with \`as:\``);
}

/** `semaphore-50` for one option, `grpc-channels4-window64` for several, `perf-stat-no-systemCalls` for a switch. */
export function labelOf(use: string, options: PlainObject): string {
  const entries = Object.entries(options);
  const parts = entries.map(([key, value]) => {
    if (typeof value === 'boolean') return value ? key : `no-${key}`;
    return entries.length === 1 ? textOf(value) : `${key}${textOf(value)}`;
  });
  return sanitised([use, ...parts].join('-'));
}

/** A secret, or whatever begins with a dollar, shows as the variable's name. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value.replace(/^\$/, '') : JSON.stringify(value);
}

export function sanitised(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9_=.-]+/g, '_');
}
