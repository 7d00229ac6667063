import { setImmediate as loopTurn } from 'node:timers/promises';
import { nodeHost } from '@wiretax/core/run';

/** A process that a collector may be attached to. */
export interface WatchedProcess {
  readonly pid: number;
  /** Lets it work for a few milliseconds. */
  work(): Promise<void>;
  /** Resolves when it has ended. */
  end(): Promise<void>;
}

const script = `
process.stdin.on('data', () => {
  const end = Date.now() + 5;
  for (let sum = 0; Date.now() < end; ) sum = Math.sqrt(sum + 1);
  process.stdout.write('.');
});
process.stdin.on('end', () => process.exit());
process.stdout.write('.');
`;

/** A Node.js of its own, for collectors that watch from outside. */
export async function childProcess(): Promise<WatchedProcess> {
  const host = nodeHost();
  const child = host.spawn(host.runtime.executable, ['-e', script]);
  let answered: () => void = () => undefined;
  child.onStdout(() => {
    answered();
  });
  const answer = (): Promise<void> =>
    new Promise((resolve, reject) => {
      answered = resolve;
      void child.exited.then(({ error }) => {
        reject(new Error(`the process to watch has ended${error === undefined ? '' : `: ${error}`}`));
      });
    });
  await answer();
  return {
    pid: child.pid,
    work: async () => {
      const done = answer();
      child.write('.');
      await done;
    },
    end: async () => {
      child.end();
      await child.exited;
    },
  };
}

/** This process, for collectors that watch from inside. */
export const thisProcess: WatchedProcess = {
  pid: process.pid,
  work: async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      JSON.parse(JSON.stringify(Array.from({ length: 1000 }, String)));
      await loopTurn();
    }
  },
  end: () => Promise.resolve(),
};
