import type { Broken } from './broken.test.support.js';
import { inside, outside, pluginOf } from './reference.test.support.js';

const timers: NodeJS.Timeout[] = [];
const hanging: (() => void)[] = [];

/** Ends what leaking and hanging collectors have left. */
export function letGo(): void {
  timers.splice(0).forEach(clearInterval);
  for (const end of hanging.splice(0)) end();
}

/** Further ways to break the same obligations. */
export const brokenOtherwise: readonly Broken[] = [
  {
    fails: ['is as available as it says'],
    plugin: pluginOf({
      ...inside(),
      probe: (host) =>
        host.run('cat', []).then(
          () => ({ available: true }),
          () => ({ available: false, missing: 'cat is not installed', remedy: 'install it' }),
        ),
    }),
  },
  { fails: ['is as available as it says'], plugin: pluginOf(outside({ explain: () => 'it did not work' })) },
  {
    fails: ['metrics have dotted lower-case names, each once'],
    plugin: pluginOf(
      inside((evidence) => ({ ...evidence, metrics: [...evidence.metrics, ...evidence.metrics] })),
    ),
  },
  {
    fails: ['metrics have finite values, and counters none below zero'],
    plugin: pluginOf(
      inside((evidence) => ({
        ...evidence,
        metrics: [{ name: 'cpu.user', value: -1, unit: 'ns', kind: 'counter' }],
      })),
    ),
  },
  {
    fails: ['artifacts are files in its directory, with a media type', 'watches two processes at a time'],
    plugin: pluginOf(
      inside((evidence, { directory }) => ({
        ...evidence,
        artifacts: [{ file: `${directory}/cpu.txt`, mediaType: 'text/plain' }],
      })),
    ),
  },
  {
    fails: ['settles when the process ends'],
    plugin: pluginOf(outside({ gone: () => new Promise<void>((resolve) => hanging.push(resolve)) })),
  },
  {
    fails: ['leaves no process and no handle behind', 'ends with its signal'],
    plugin: pluginOf(
      inside((evidence) => {
        timers.push(setInterval(() => undefined, 60_000));
        return evidence;
      }),
    ),
  },
];
