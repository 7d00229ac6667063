import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Cli, Started } from './cli.js';
import { isPeer } from './cli-processes.js';
import { makeCpuQuota } from './cpu-quota.js';
import { bindingRefusal, usableCpus } from './cpus.js';

/** Something that keeps peers from running, planted around a command. */
export interface Planted {
  readonly name: string;
  /** What the reason of the verdict must say. */
  readonly told: RegExp;
  /** Why it can't be planted here; undefined if it can. */
  readonly missing?: string;
  /** What the config needs besides. */
  readonly config: object;
  /** Starts the command with it. */
  readonly start: (cli: Cli, ...args: readonly string[]) => Started;
}

/** All there are; what can't be planted here says why. */
export function plantedDisturbances(): readonly Planted[] {
  const [clientCpu = 0, serverCpu = clientCpu] = usableCpus();
  const unbound = bindingRefusal(1);
  const apart = bindingRefusal(2);
  // Where the peers of the command are placed, so that it is known whose CPU is whose.
  const onTwo: Pick<Planted, 'missing' | 'config'> =
    apart === undefined
      ? { config: { settings: { pin: { client: String(clientCpu), server: String(serverCpu) } } } }
      : { missing: `client and server have no CPUs of their own: ${apart}`, config: {} };
  return [
    {
      name: "a busy loop on the client's CPU",
      told: /the client (waited|was not alone)/,
      ...onTwo,
      start: (cli, ...args) => besideLoops([clientCpu], cli, args),
    },
    {
      name: "a busy loop on the server's CPU",
      told: /the server (waited|was not alone)/,
      ...onTwo,
      start: (cli, ...args) => besideLoops([serverCpu], cli, args),
    },
    {
      name: 'four busy loops on both CPUs',
      told: /the client waited .*; the server waited/,
      ...onTwo,
      start: (cli, ...args) => besideLoops([clientCpu, serverCpu, clientCpu, serverCpu], cli, args),
    },
    {
      name: 'stops of the client',
      told: /the client .*stood still/,
      ...onTwo,
      start: (cli, ...args) => withStops(clientCpu, cli, args),
    },
    {
      name: 'stops of the server',
      told: /the server .*stood still/,
      ...onTwo,
      start: (cli, ...args) => withStops(serverCpu, cli, args),
    },
    {
      name: 'one CPU for everything',
      told: /^client and server shared CPU \d+, though placement is split/,
      ...(unbound === undefined ? {} : { missing: `one CPU for everything: ${unbound}` }),
      config: {},
      start: (cli, ...args) => cli.startUnder(['taskset', '-c', String(clientCpu)], ...args),
    },
    quota(),
  ];
}

function besideLoops(cpus: readonly number[], cli: Cli, args: readonly string[]): Started {
  const loops = cpus.map((cpu) => spawn('taskset', ['-c', String(cpu), 'sh', '-c', 'while :; do :; done']));
  return ending(cli.start(...args), () => {
    for (const loop of loops) loop.kill('SIGKILL');
  });
}

const stop = { forMs: 60, everyMs: 180 } as const;

/** Stops the peer on this CPU again and again. */
function withStops(cpu: number, cli: Cli, args: readonly string[]): Started {
  let stopped: readonly number[] = [];
  const carryOn = (): void => {
    for (const pid of stopped) signal(pid, 'SIGCONT');
    stopped = [];
  };
  const timer = setInterval(() => {
    stopped = cli.running().flatMap((each) => (isPeer(each) && isOn(cpu, each.pid) ? [each.pid] : []));
    for (const pid of stopped) signal(pid, 'SIGSTOP');
    setTimeout(carryOn, stop.forMs);
  }, stop.everyMs);
  return ending(cli.start(...args), () => {
    clearInterval(timer);
    carryOn();
  });
}

/** Four tenths of a CPU for peers that want more than one and a half. */
function quota(): Planted {
  const common = { name: 'a CPU quota', told: /was held back by a CPU quota for/, config: {} };
  const made = makeCpuQuota(0.4);
  if (typeof made === 'string')
    return { ...common, missing: `a CPU quota: ${made}`, start: (cli, ...args) => cli.start(...args) };
  process.once('exit', () => {
    made.remove();
  });
  return { ...common, start: (cli, ...args) => cli.startUnder(made.launcher, ...args) };
}

function ending(started: Started, end: () => void): Started {
  const finished = started.finished.finally(end);
  finished.catch(() => undefined);
  return { ...started, finished };
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended.
  }
}

function isOn(cpu: number, pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    return status.includes(`\nCpus_allowed_list:\t${String(cpu)}\n`);
  } catch {
    return false;
  }
}
