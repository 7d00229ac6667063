import { setTimeout as sleep } from 'node:timers/promises';
import { leftovers, mapsOfEnded } from './node-leftovers.js';
import { killProcess, markedProcesses } from './node-marks.js';

/**
 * Waits until its input ends, as it does with the coordinator, and tidies up after that. It is told the numbers of
 * processes that the coordinator has started, a line each, and 0 if nothing is under way any more.
 */
const [, , mark = ''] = process.argv;
const started = new Set<number>();
const lookAgainMs = 20;
const limitMs = 5000;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
let rest = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (text: string) => {
  const lines = (rest + text).split('\n');
  rest = lines.pop() ?? '';
  for (const line of lines) started.add(Number(line));
});
process.stdin.once('close', () => void tidyUp());

async function tidyUp(): Promise<void> {
  const deadlineMs = performance.now() + limitMs;
  // One that was just being started shows its mark a moment later.
  let quiet = started.has(0) ? 1 : 0;
  while (performance.now() < deadlineMs) {
    const mine = markedProcesses().filter(({ coordinator }) => coordinator === mark);
    for (const { pid } of mine) {
      started.add(pid);
      killProcess(pid);
    }
    quiet = mine.length === 0 ? quiet + 1 : 0;
    if (quiet === 2) break;
    await sleep(lookAgainMs);
  }
  for (const left of [...mapsOfEnded(started), ...leftovers()]) left.remove();
}
