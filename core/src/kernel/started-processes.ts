import type { Child } from '../contract/processes.js';
import type { Clock, Host } from '../contract/host.js';
import type { Owner } from './errors.js';

interface Process {
  readonly child: Child;
  readonly owner: Owner;
  readonly command: string;
}

/** What a process that was told to end may take to do so. */
const graceMs = 1000;

/** The processes that plugins have started through their host and that have not ended. */
export class StartedProcesses {
  readonly #running = new Set<Process>();

  /** The host as this owner gets it. */
  hostOf(owner: Owner, host: Host): Host {
    return Object.freeze<Host>({
      ...host,
      spawn: (command, args, options) => {
        const child = host.spawn(command, args, options);
        const process = { child, owner, command: [command, ...args].join(' ') };
        this.#running.add(process);
        void child.exited.then(() => this.#running.delete(process));
        return child;
      },
    });
  }

  /** Ends those that still run, and says whose each was. */
  async endAll(clock: Clock): Promise<readonly string[]> {
    if (this.#running.size === 0) return [];
    const ended = new AbortController();
    const allExited = Promise.all([...this.#running].map(({ child }) => child.exited));
    await Promise.race([allExited, clock.sleep(graceMs, ended.signal).catch(() => undefined)]);
    ended.abort();
    const left = [...this.#running];
    for (const { child } of left) child.kill('SIGKILL');
    await Promise.all(left.map(({ child }) => child.exited));
    return left.map(
      ({ child, owner, command }) =>
        `${owner.name} ${owner.version} left a process running (${command}, pid ${String(child.pid)}), ` +
        'which was ended; end it in teardown',
    );
  }
}
