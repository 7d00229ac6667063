import { describeFailure } from './failure-text.js';

/** Writes an error as one block to standard error and sets the exit code. */
export function showFailure(error: unknown): void {
  const { text, exitCode } = describeFailure(error, (process.env['DEBUG'] ?? '') !== '');
  // oclif's way to end early with a code; nothing went wrong.
  const silent = error instanceof Error && (error as { code?: unknown }).code === 'EEXIT';
  if (!silent) process.stderr.write(text);
  process.exitCode = exitCode;
}
