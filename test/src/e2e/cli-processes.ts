import { readdirSync, readFileSync } from 'node:fs';

export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** The processes with this `NAME=value` in their environment; none where the system has no /proc to look into. */
export function markedProcesses(mark: string): readonly RunningProcess[] {
  return processIds().flatMap((pid) => {
    try {
      if (!read(pid, 'environ').split('\0').includes(mark)) return [];
      const command = read(pid, 'cmdline').replaceAll('\0', ' ').trim();
      // What has ended and was not waited for by its parent has no command line.
      return command === '' ? [] : [{ pid, parent: parentOf(pid), command }];
    } catch {
      return [];
    }
  });
}

/** Whether this is a server or client process of a trial. */
export function isPeer({ command }: RunningProcess): boolean {
  return command.includes('core/dist/trial/peer/main.js');
}

function parentOf(pid: number): number {
  const stat = read(pid, 'stat');
  // The second field is the command in parentheses and may hold anything; the parent is the fourth.
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function read(pid: number, file: string): string {
  return readFileSync(`/proc/${String(pid)}/${file}`, 'utf8');
}

function processIds(): readonly number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}
