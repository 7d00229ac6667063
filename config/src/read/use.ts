import type { Use } from '@wiretax/core';
import { isPlainObject, type PlainObject } from './plain-object.js';
import type { ProblemList } from './problem-list.js';
import { quote } from './quote.js';

const longestLabel = 64;

/** A contribution as a config names it: `grpc`, or `{use: grpc, channels: 4, as: grpc-4ch}`. */
export function readUse(value: unknown, path: string, problems: ProblemList): Use | undefined {
  if (typeof value === 'string' && value !== '') return { use: value, options: {}, label: sanitised(value) };
  if (!isPlainObject(value)) {
    problems.add(path, `${quote(value)} isn't a name or {use: name} with its options`);
    return undefined;
  }
  const { use, as, ...options } = value;
  if (typeof use !== 'string' || use === '') {
    problems.add(`${path}.use`, `${quote(use)} isn't a name`);
    return undefined;
  }
  const label = readLabel(as ?? labelOf(use, options), path, problems);
  return label === undefined ? undefined : { use, options, label };
}

/** A label that may stand in ids, tables and file names. */
export function readLabel(label: unknown, path: string, problems: ProblemList): string | undefined {
  if (typeof label !== 'string' || !/^[A-Za-z0-9][\w=.-]*$/.test(label)) {
    problems.add(`${path}.as`, `${quote(label)} isn't a label; use letters, digits and _ = . -`);
    return undefined;
  }
  if (label.length > longestLabel) {
    const length = `${String(label.length)} characters, more than ${String(longestLabel)}`;
    problems.add(path, `its label has ${length}; give a shorter one with \`as:\``);
    return undefined;
  }
  return label;
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
