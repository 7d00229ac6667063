/** Time off the CPU with one stack. */
export interface OffCpu {
  readonly mainThread: boolean;
  /** It could have run: another thread was given the CPU. */
  readonly runnable: boolean;
  /** Kernel functions, innermost first, without offsets. */
  readonly stack: readonly string[];
  readonly ns: number;
}

export interface WakeUps {
  readonly mainThread: boolean;
  /** Rounded down to two significant digits. */
  readonly latencyNs: number;
  readonly count: number;
}

export interface Observed {
  readonly offCpu: readonly OffCpu[];
  /** How often a thread came back to a CPU. */
  readonly returns: number;
  readonly wakeUps: readonly WakeUps[];
  /** Events that bpftrace could not keep up with. */
  readonly lostEvents: number;
}

/** What was printed by `printf`. */
export function printedLines(output: string): readonly string[] {
  return messagesOf(output).flatMap(({ type, data }) =>
    type === 'printf' && typeof data === 'string' ? data.split('\n').filter((line) => line !== '') : [],
  );
}

/**
 * Reads the output of `bpftrace -f json`: an object a line, of which maps are
 * `{"type": "map", "data": {"@name": {"key,key": number}}}`. What it doesn't know is passed over.
 */
export function parseOutput(output: string): Observed {
  const maps = new Map<string, Readonly<Record<string, unknown>>>();
  let lostEvents = 0;
  for (const { type, data } of messagesOf(output)) {
    if (!isObject(data)) continue;
    if (type === 'lost_events') lostEvents += countOf(data['events']) ?? 0;
    if (type !== 'map') continue;
    for (const [name, entries] of Object.entries(data)) if (isObject(entries)) maps.set(name, entries);
  }
  const entriesOf = (name: string) => numbersOf(maps.get(name) ?? {});
  return {
    offCpu: entriesOf('@off').flatMap(([key, ns]) => offCpuOf(key, ns)),
    returns: entriesOf('@switches').reduce((sum, [, count]) => sum + count, 0),
    wakeUps: entriesOf('@wakeup').flatMap(([key, count]) => wakeUpsOf(key, count)),
    lostEvents,
  };
}

function messagesOf(output: string): readonly Readonly<Record<string, unknown>>[] {
  return output.split('\n').flatMap((line) => {
    try {
      const message: unknown = JSON.parse(line);
      return isObject(message) ? [message] : [];
    } catch {
      // Empty, or cut off when bpftrace was killed.
      return [];
    }
  });
}

function offCpuOf(key: string, ns: number): readonly OffCpu[] {
  const [, main, runnable, frames] = /^\(?([01]), ?([01]), ?([^]*)$/.exec(key) ?? [];
  if (frames === undefined) return [];
  const stack = frames
    .split('\n')
    .map((line) => line.trim().replace(/\+(?:0x)?[0-9a-f]+$/, ''))
    .filter((name) => name !== '' && name !== ')');
  return [{ mainThread: main === '1', runnable: runnable === '1', stack, ns }];
}

function wakeUpsOf(key: string, count: number): readonly WakeUps[] {
  const [, main, latency] = /^\(?([01]), ?(\d+)\)?$/.exec(key) ?? [];
  return latency === undefined ? [] : [{ mainThread: main === '1', latencyNs: Number(latency), count }];
}

function numbersOf(entries: Readonly<Record<string, unknown>>): readonly (readonly [string, number])[] {
  return Object.entries(entries).flatMap(([key, value]) => {
    const number = countOf(value);
    return number === undefined ? [] : [[key, number] as const];
  });
}

function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
