import { globMatcher, InputError } from '@wiretax/core';

/** A share of `3%`, `3 %`, or `0.03`. */
export function readMargin(text: string): number {
  const [, number, percent] = /^(\d+(?:\.\d+)?) ?(%)?$/.exec(text.trim()) ?? [];
  const share = Number(number) / (percent === undefined ? 1 : 100);
  if (number !== undefined && share < 1) return share;
  throw new InputError('E_MARGIN', 'nothing was compared', [
    { path: '--margin', message: `${JSON.stringify(text)} isn't a margin below 100 %; write it like 3%` },
  ]);
}

/** Which of these cells `all` or a pattern means. `nearest` finds the one that a misspelt pattern was most likely meant to be. */
export function readPool(
  text: string,
  cells: readonly string[],
  nearest: (name: string, names: readonly string[]) => string | undefined,
): (cell: string) => boolean {
  if (text === 'all') return () => true;
  const matches = globMatcher(text);
  if (cells.some(matches)) return matches;
  const near = nearest(text, cells);
  const message = `none of the cells that are compared is called ${text}; all means all of them`;
  throw new InputError('E_POOL', 'nothing was compared', [
    { path: '--pool', message, ...(near === undefined ? {} : { nearest: near }) },
  ]);
}
