import type { CollectorTarget } from '@wiretax/core';
import { lostEvents } from '../lost-events.js';
import { within } from '../within.js';
import { parseSystemCallEvent, scriptFields } from './system-call-event.js';
import { SystemCallTable } from './system-call-table.js';

const limitMs = 15_000;

export interface Script {
  readonly table: SystemCallTable;
  /** Whether all of the file was read in the time that there is. */
  readonly complete: boolean;
  /** What perf says about events that it has lost. */
  readonly lost: string | undefined;
}

/** Reads a file of perf's, without holding its text. */
export async function readScript(
  { host, signal }: Pick<CollectorTarget, 'host' | 'signal'>,
  file: string,
): Promise<Script> {
  signal.throwIfAborted();
  const table = new SystemCallTable();
  const child = host.spawn('perf', ['script', '-i', file, '--ns', '-F', scriptFields], {
    env: { LC_ALL: 'C' },
  });
  let [rest, stderr] = ['', ''];
  child.onStdout((text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const event = parseSystemCallEvent(line);
      if (event !== undefined) table.add(event);
    }
  });
  child.onStderr((text) => {
    stderr += text;
  });
  const complete = await within(host.clock, limitMs, child.exited, signal);
  if (!complete) child.kill('SIGKILL');
  const { code, error } = await child.exited;
  signal.throwIfAborted();
  if (complete && code !== 0) {
    throw new Error(
      `perf script failed: ${error ?? (stderr.trim().slice(0, 300) || `code ${String(code)}`)}`,
    );
  }
  return { table, complete, lost: lostEvents(stderr) };
}
