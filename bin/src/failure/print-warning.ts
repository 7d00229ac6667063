import { visibleLine } from '@wiretax/core';

/** Says on standard error what stops nothing. */
export function printWarning(text: string): void {
  process.stderr.write(`warning: ${visibleLine(text, 1000)}\n`);
}
