import type { Collector, Evidence, Host } from '@wiretax/core';

/** System calls `read` that the process makes each time that it is asked to work. */
export const readsPerWork = 3000;

const script = `
const { openSync, readSync } = require('node:fs');
const zeros = openSync('/dev/zero');
const buffer = Buffer.alloc(64);
process.stdin.on('data', () => {
  for (let time = 0; time < ${String(readsPerWork)}; time++) readSync(zeros, buffer);
  process.stdout.write('.');
});
process.stdin.on('end', () => process.exit());
process.stdout.write('.');
`;

/** A window over a Node.js that works in it; `look` is called with its pid at both ends, from outside and inside. */
export async function gatherLive(
  host: Host,
  collector: Collector,
  look: (pid: number, moment: 'before' | 'opened' | 'closing' | 'after') => Promise<void> = () =>
    Promise.resolve(),
): Promise<Evidence> {
  const directory = await host.files.temporaryDirectory();
  const child = host.spawn(host.runtime.executable, ['-e', script]);
  let answered: () => void = () => undefined;
  child.onStdout(() => {
    answered();
  });
  const answer = (): Promise<void> =>
    new Promise((resolve, reject) => {
      answered = resolve;
      void child.exited.then(() => {
        reject(new Error('the process to watch has ended'));
      });
    });
  try {
    await answer();
    const { signal } = new AbortController();
    await look(child.pid, 'before');
    const attachment = await collector.attach({
      pid: child.pid,
      peer: 'server',
      half: 'server',
      pids: [child.pid],
      window: 'measure',
      directory,
      host,
      options: {},
      signal,
    });
    await look(child.pid, 'opened');
    const worked = answer();
    child.write('.');
    await worked;
    await look(child.pid, 'closing');
    const evidence = await attachment.detach();
    await look(child.pid, 'after');
    return evidence;
  } finally {
    child.end();
    await child.exited;
    await host.files.remove(directory);
  }
}
