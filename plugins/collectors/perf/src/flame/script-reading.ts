import type { CollectorTarget } from '@wiretax/core';
import { lostEvents } from '../lost-events.js';
import { within } from '../within.js';
import { type Folded, locationsWithin, ScriptFolder, scriptFields } from '@wiretax/flame';

/** A collector has 30 s to hand in what it found. */
const limitMs = 18_000;

export interface ScriptReading extends Folded {
  /** What the reader must know of how it was read. */
  readonly notes: readonly string[];
}

/** Folds a perf.data as perf script writes it out. What isn't read within the limit is left out, with a note. */
export async function readStacks(
  { host, signal, packages = [] }: Pick<CollectorTarget, 'host' | 'signal' | 'packages'>,
  file: string,
): Promise<ScriptReading> {
  signal.throwIfAborted();
  const script = host.spawn('perf', ['script', '-i', file, '-F', scriptFields, '--no-inline'], {
    env: { LC_ALL: 'C', PERF_CONFIG: '/dev/null', PERF_PAGER: 'cat' },
  });
  const folder = new ScriptFolder(locationsWithin(packages));
  let said = '';
  script.end();
  script.onStdout((text) => {
    folder.push(text);
  });
  script.onStderr((text) => {
    if (said.length < 10_000) said += text;
  });
  const inTime = await within(host.clock, limitMs, script.exited, signal);
  if (!inTime) script.kill('SIGKILL');
  const { code, error } = await script.exited;
  signal.throwIfAborted();
  const folded = folder.end();
  if (inTime && code !== 0 && folded.samples === 0) {
    throw new Error(`perf script can’t read what perf recorded: ${error ?? firstLines(said)}`);
  }
  return { ...folded, notes: notesOn(folded, inTime, code, said) };
}

function notesOn(folded: Folded, inTime: boolean, code: number | null, said: string): readonly string[] {
  const lost = lostEvents(said);
  const read = `only the first ${String(folded.samples)} samples were read`;
  return [
    ...(lost === undefined ? [] : [`perf lost events: ${lost}`]),
    ...(inTime ? [] : [`${read}: reading took longer than ${String(limitMs / 1000)} s`]),
    ...(inTime && code !== 0 ? [`${read}: perf script failed: ${firstLines(said)}`] : []),
    ...(folded.strayLines === 0
      ? []
      : [`${String(folded.strayLines)} lines of perf script are none of samples`]),
  ];
}

function firstLines(text: string): string {
  return text.trim().split('\n').slice(0, 3).join(' ').slice(0, 300);
}
