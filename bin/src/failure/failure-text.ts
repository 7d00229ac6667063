import { codeOf, rowOfCode, type Problem, reasonOf, visibleLine, visibleLines } from '@wiretax/core';
import { withoutSecrets } from '@wiretax/core/run';
import { nearest } from '@wiretax/config/read/nearest.js';
import { isPlainObject } from '@wiretax/config/read/plain-object.js';

export interface Failure {
  readonly text: string;
  readonly exitCode: number;
}

/** What the user reads about an error: code and subject, every problem with its place, what to do next. */
export function describeFailure(error: unknown, debug: boolean): Failure {
  const exitCode = exitCodeOf(error);
  const stack = debug && error instanceof Error && error.stack !== undefined ? `\n${error.stack}\n` : '';
  const code = codeOf(error);
  const heading = `error${code === undefined ? '' : ` ${visibleLine(code, 80)}`}: ${headingOf(error)}`;
  const problems = problemsOf(error).map(problemLine);
  const next = adviceFor(error, debug);
  const lines = [heading, ...problems, ...(next === undefined ? [] : [next])];
  return { text: visibleLines(withoutSecrets(`${lines.join('\n')}\n${stack}`)), exitCode };
}

function headingOf(error: unknown): string {
  // What others wrote must not look as if it were a line of ours.
  const text = reasonOf(error).replaceAll(/\n(?! )/g, '\n  ');
  return unknownFlags(error) === undefined
    ? text.replace(/\n *See more help with --help$/, '')
    : 'there is no such flag';
}

function problemLine({ path, message, nearest: hint }: Problem): string {
  const place = path === '' ? '' : `${visibleLine(path)}: `;
  const question = hint === undefined ? '' : `. Did you mean ${visibleLine(hint, 80)}?`;
  return `  ${place}${message.replaceAll('\n', '\n    ')}${question}`;
}

function problemsOf(error: unknown): readonly Problem[] {
  const flags = unknownFlags(error);
  if (flags !== undefined) {
    const known = knownFlags(error);
    return flags.map((flag) => {
      const hint = nearest(flag, known);
      const problem = { path: flag, message: 'unknown flag' };
      return hint === undefined ? problem : { ...problem, nearest: hint };
    });
  }
  const problems = isError(error) ? error['problems'] : undefined;
  return Array.isArray(problems) ? (problems as Problem[]) : [];
}

/** oclif's own mistakes of usage exit with 2, as ours do; whatever nobody expected is 1. */
function exitCodeOf(error: unknown): number {
  if (!isError(error)) return 1;
  if (typeof error['exitCode'] === 'number') return error['exitCode'];
  const oclif = error['oclif'];
  return isPlainObject(oclif) && typeof oclif['exit'] === 'number' ? oclif['exit'] : 1;
}

function adviceFor(error: unknown, debug: boolean): string | undefined {
  // Most messages say what to do themselves, so the table's word is for those who look closer.
  const code = debug ? codeOf(error) : undefined;
  const row = code && rowOfCode(code);
  if (row) return `  ${row.remedy} (docs/errors.md, ${code})`;
  if (isError(error) && 'problems' in error) return undefined;
  if (isError(error) && 'oclif' in error)
    return '  wiretax --help and wiretax COMMAND --help say what there is.';
  return debug ? undefined : '  This is a defect of wiretax; run it again with DEBUG=1 to see where.';
}

function unknownFlags(error: unknown): readonly string[] | undefined {
  const flags = isError(error) ? error['flags'] : undefined;
  return Array.isArray(flags) ? flags.map(String) : undefined;
}

function knownFlags(error: unknown): readonly string[] {
  const parse = isError(error) ? error['parse'] : undefined;
  const input = isPlainObject(parse) ? parse['input'] : undefined;
  const flags = isPlainObject(input) ? input['flags'] : undefined;
  return isPlainObject(flags) ? Object.keys(flags).map((name) => `--${name}`) : [];
}

function isError(error: unknown): error is Readonly<Record<string, unknown>> {
  return error instanceof Error;
}
