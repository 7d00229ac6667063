import { closeSync, fstatSync, readFileSync, statSync } from 'node:fs';
import { isatty } from 'node:tty';

/** Node.js opens as many files at once as there are modules to import: 72 were enough, and plugins bring more. */
const fewestFiles = 128;
const standardStreams = [0, 1, 2] as const;

/** What keeps any command from working, and what to do; looked at before anything else is imported. */
export function surroundingsFault(): string | undefined {
  if (!hasFolder())
    return 'the folder that this was started in no longer exists; change to one that does (cd ~)';
  const files = openFiles();
  if (files < fewestFiles)
    return `a process may have ${String(files)} open files here, and ${String(fewestFiles)} are the least; raise it with ulimit -n 1024`;
  return undefined;
}

function hasFolder(): boolean {
  try {
    process.cwd();
    return true;
  } catch {
    return false;
  }
}

function openFiles(): number {
  try {
    const soft = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return soft === undefined ? Infinity : Number(soft);
  } catch {
    return Infinity;
  }
}

/**
 * Whether this was started by nohup, whose wish to ignore a hang-up Node.js forgets. Shells say what they start; where the input
 * was a terminal, nohup leaves one that can't be read.
 */
export function startedByNohup(): boolean {
  if (/(^|\/)nohup$/.test(process.env['_'] ?? '')) return true;
  try {
    const flags = /^flags:\s+(\d+)$/m.exec(readFileSync('/proc/self/fdinfo/0', 'utf8'))?.[1];
    const writeOnly = (Number.parseInt(flags ?? '0', 8) & 3) === 1;
    return writeOnly && fstatSync(0).rdev === statSync('/dev/null').rdev;
  } catch {
    return false;
  }
}

/** The standard streams that are terminals. */
export function terminals(): readonly number[] {
  return standardStreams.filter((stream) => isatty(stream));
}

/** A terminal that has gone is no error of those who write to it: what they have to tell is also in the run's folder. */
export function forgiveLostTerminal(stream: NodeJS.WriteStream): void {
  const others = stream.rawListeners('error');
  stream.removeAllListeners('error');
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EIO') for (const listener of others) listener.call(stream, error);
  });
}

/** Lets go of terminals that are no longer there: at its end Node.js sets terminals back, and aborts where it can't. */
export function leaveTerminals(streams: readonly number[]): void {
  for (const stream of streams) if (!isatty(stream)) closeSync(stream);
}
