import type { CollectorTarget } from '@wiretax/core';
import { isAtLeast, type Perf } from '../perf.js';
import { type PerfProcess, PerfRefusal, startPerf } from '../perf-process.js';
import { parseJsonReadings, parseSeparatedReadings, type Reading, separator } from './readings.js';

/** A `perf stat` at work. */
export interface Counting {
  end(): Promise<void>;
  /** To be called once, after `end`. Rejects if perf was killed, has failed or has written nothing. */
  counted(): Promise<Counted>;
}

export interface Counted {
  readonly text: string;
  readonly readings: readonly Reading[];
  /** The process had ended before the window did. */
  readonly early: boolean;
}

/** Starts `perf stat` with the first of these arguments that perf doesn't refuse. */
export async function startCounting(
  { host, signal }: Pick<CollectorTarget, 'host' | 'signal'>,
  perf: Perf,
  [args = [], ...others]: readonly (readonly string[])[],
): Promise<Counting> {
  const asJson = isAtLeast(perf, 6);
  const format = asJson ? ['-j'] : ['-x', separator];
  try {
    const running = await startPerf({ host, signal, command: 'stat', args: [...format, ...args] });
    return counting(running, asJson ? parseJsonReadings : parseSeparatedReadings);
  } catch (thrown) {
    if (!(thrown instanceof PerfRefusal) || others.length === 0) throw thrown;
    return startCounting({ host, signal }, perf, others);
  }
}

function counting(running: PerfProcess, parse: (text: string) => readonly Reading[]): Counting {
  return {
    end: () => running.disable(),
    counted: async () => {
      const { stderr, early } = await running.finish();
      const readings = parse(stderr);
      if (readings.length === 0) {
        throw new Error(`perf stat wrote no counters, but: ${stderr.trim().slice(0, 200) || 'nothing'}`);
      }
      return { text: stderr, readings, early };
    },
  };
}
