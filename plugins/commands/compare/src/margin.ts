import { InputError } from '@wiretax/core';

/** A share of `3%`, `3 %`, or `0.03`. */
export function readMargin(text: string): number {
  const [, number, percent] = /^(\d+(?:\.\d+)?) ?(%)?$/.exec(text.trim()) ?? [];
  const share = Number(number) / (percent === undefined ? 1 : 100);
  if (number !== undefined && share < 1) return share;
  throw new InputError('E_MARGIN', 'nothing was compared', [
    { path: '--margin', message: `${JSON.stringify(text)} isn't a margin below 100 %; write it like 3%` },
  ]);
}
