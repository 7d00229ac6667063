import { setTimeout as sleep } from 'node:timers/promises';
import { leftovers, mapsOfEnded } from './node-leftovers.js';
import { identityOf, leftOf } from './node-identity.js';
import { markedProcesses } from './node-marks.js';
import { killProcess } from './node-processes.js';
import { quietWord, wardenLimitMs } from './warden-words.js';

/**
 * Waits until its input ends, as it does with the coordinator, and tidies up after that. It is told the numbers of
 * processes that the coordinator has started, a line each, and a last word if nothing is under way any more.
 */
const [, , mark = ''] = process.argv;
const started = new Set<number>();
/** Of those that lead a group of which something was left when we looked last, by their numbers. */
const leaders = new Map<number, string>();
let isQuiet = false;
const lookAgainMs = 20;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
let rest = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (text: string) => {
  const lines = (rest + text).split('\n');
  rest = lines.pop() ?? '';
  for (const line of lines) {
    if (line === quietWord) isQuiet = true;
    else note(Number(line));
  }
});
process.stdin.once('close', () => void tidyUp());

function note(pid: number): void {
  started.add(pid);
  // Numbers are given out again, in time.
  for (const leader of leaders.keys()) if (!isGroup(leader)) leaders.delete(leader);
  leaders.set(pid, identityOf(pid));
}

/** Whether a process group has anybody in it. */
function isGroup(leader: number): boolean {
  try {
    return process.kill(-leader, 0);
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function tidyUp(): Promise<void> {
  const deadlineMs = performance.now() + wardenLimitMs;
  // One that was just being started shows its mark a moment later.
  let quiet = isQuiet ? 1 : 0;
  while (performance.now() < deadlineMs) {
    const marked = markedProcesses().filter(({ coordinator }) => coordinator === mark);
    const mine = new Set([...marked.map(({ pid }) => pid), ...leftOf([...leaders.values()])]);
    for (const pid of mine) {
      started.add(pid);
      killProcess(pid);
    }
    quiet = mine.size === 0 ? quiet + 1 : 0;
    if (quiet === 2) break;
    await sleep(lookAgainMs);
  }
  for (const left of [...mapsOfEnded(started), ...leftovers()]) left.remove();
}
