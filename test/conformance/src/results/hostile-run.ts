import type { Results } from '@wiretax/core';
import { study } from './study.js';

/** Ends every hostile name: what contains it was made of one. */
export const mark = 'wtx-name';

/** A run in which every string that a config, a plugin or the machine may choose begins with this text. */
export function hostileRun(text: string, whole: Results = study()): Results {
  return hostile(whole, '', (name) => text + name + mark) as Results;
}

/** Values that the contract lists, names that registries restrict, and times. */
const fixed = new Set([
  'status',
  'outcome',
  'verdict',
  'verdicts',
  'phase',
  'unit',
  'kind',
  'role',
  'window',
  'link',
  'placement',
  'use',
  'reporters',
  'mediaType',
  'startedAt',
]);
/** Their keys are names, too. */
const records = new Set(['options', 'settings', 'mitigations', 'dependencies', 'variables', 'limits']);

function hostile(value: unknown, key: string, rename: (name: string) => string): unknown {
  if (fixed.has(key)) return value;
  if (typeof value === 'string') return rename(value);
  if (Array.isArray(value)) return value.map((item: unknown) => hostile(item, key, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      records.has(key) ? rename(name) : name,
      hostile(item, name, rename),
    ]),
  );
}
