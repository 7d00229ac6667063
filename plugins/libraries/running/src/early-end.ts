import { writeSync } from 'node:fs';
import { errorExits, visibleLines } from '@wiretax/core';
import { begunImports } from '@wiretax/config/plugins/begun-imports.js';
import { type Suspect, whoIsIn } from './stray-error.js';

/**
 * Once a plugin was imported this process does not end as a success unless it is meant to: a plugin may call process.exit, or leave
 * nothing to wait for, with thresholds unchecked. Who did is said. To be called before a plugin is imported.
 */
export function refuseEarlyEnd(isMeantToEnd: () => boolean): void {
  process.on('exit', (code) => {
    const imported = begunImports();
    if (imported.length === 0 || isMeantToEnd()) return;
    process.exitCode = errorExits.failure;
    // What is written to a stream now might not get out.
    writeSync(process.stderr.fd, `${visibleLines(earlyEndText(code, callStack(), imported))}\n`);
  });
}

const advice =
  'No report was finished and no threshold checked; finished trials are kept, and wiretax run --resume goes on.';

export function earlyEndText(code: number, stack: string, suspects: readonly Suspect[]): string {
  const called = /^ +at process\.(?:exit|reallyExit) /m.test(stack);
  if (!called) {
    const last = suspects.at(-1)?.plugin.name ?? 'a plugin';
    return `error E_ENDED_EARLY: something waits for what can never come, likely in ${last}, and nothing else is left to do. ${advice}`;
  }
  const [, place] = /^ +at (?:.*\()?((?:file:\/\/|\/).*:\d+):\d+\)?$/m.exec(stack) ?? [];
  const where = place === undefined ? '' : ` in ${place}`;
  return `error E_ENDED_EARLY: ${whoIsIn(stack, suspects)} called process.exit(${String(code)})${where}. ${advice}`;
}

/** Of whoever ended the process, without this file's own frames. */
function callStack(): string {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 50;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  return stack
    .split('\n')
    .filter((line) => !line.includes(import.meta.url))
    .join('\n');
}
