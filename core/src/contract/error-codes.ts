import { commandErrors } from './command-errors.js';
import { configErrors } from './config-errors.js';
import type { ErrorRow } from './error-row.js';
import { kernelErrors } from './kernel-errors.js';
import { recordErrors } from './record-errors.js';
import { trialErrors } from './trial-errors.js';

/**
 * Every code that an error of Wiretax carries. A code that several parts throw is with the lowest of them. docs/errors.md is made of
 * it.
 */
export const errorTable = {
  ...kernelErrors,
  ...recordErrors,
  ...trialErrors,
  ...configErrors,
  ...commandErrors,
};

export type ErrorCode = keyof typeof errorTable;

/** The codes of wrong input. */
export type InputCode = {
  [C in ErrorCode]: (typeof errorTable)[C] extends ErrorRow<'input'> ? C : never;
}[ErrorCode];

/** What plugins call the errors that only they know: `X_BROKER_GONE`. */
export type OwnCode = `X_${string}`;

/**
 * The code that something thrown came with, be it Node's (`EADDRINUSE`) or a library's. `codeOf` finds it. Nobody writes one down,
 * so that a misspelt code of the table doesn't pass for one.
 */
export type CarriedCode = string & { readonly carried: true };

export type AnyCode = ErrorCode | OwnCode | CarriedCode;

/** What the table says of a code; undefined for codes of others. */
export function rowOfCode(code: string): ErrorRow | undefined {
  return Object.hasOwn(errorTable, code) ? errorTable[code as ErrorCode] : undefined;
}
