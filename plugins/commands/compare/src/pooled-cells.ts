import type { Pair } from '@wiretax/comparison';
import { nearest } from '@wiretax/config/read/nearest.js';
import { globMatcher, InputError } from '@wiretax/core';

/** Which pairs `all` or a pattern of cells' ids means. Throws an InputError when that is none. */
export function readPool(text: string, pairs: readonly Pair[]): (pair: Pair) => boolean {
  if (text === 'all') return () => true;
  const matches = globMatcher(text);
  const isMeant = ({ a, b }: Pair): boolean => matches(a.cell.id) || matches(b.cell.id);
  if (pairs.some(isMeant)) return isMeant;
  const ids = [...new Set(pairs.flatMap(({ a, b }) => [a.cell.id, b.cell.id]))];
  const near = nearest(text, ids);
  const message = `none of the cells that are compared is called ${text}; all means all of them`;
  throw new InputError('E_POOL', 'nothing was compared', [
    { path: '--pool', message, ...(near === undefined ? {} : { nearest: near }) },
  ]);
}
