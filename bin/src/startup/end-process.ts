import { leaveTerminals, terminals } from './surroundings.js';

// Only a command must end by `endProcess`; a program that embeds Wiretax ends as it likes.
let meant = true;
let streams: readonly number[] = [];

export function beginCommand(): void {
  meant = false;
  streams = terminals();
}

/** Ends the process with the exit code that is set, or this one. Any other way to end a command is taken for an accident. */
export function endProcess(code?: number): never {
  meant = true;
  // With an argument, even undefined, Node.js forgets the code that is set.
  if (code !== undefined) process.exitCode = code;
  leaveTerminals(streams);
  process.exit();
}

export function isMeantToEnd(): boolean {
  return meant;
}
