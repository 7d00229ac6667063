import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cli, Started } from './cli.js';
import { isPeer } from './cli-processes.js';

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

const [clientCpu, serverCpu] = usableCpus();

/** Where the peers of the command are placed, so that it is known whose CPU is whose; with one CPU they can't be. */
const apart: Pick<Planted, 'missing' | 'config'> =
  serverCpu === undefined
    ? { missing: 'client and server have CPUs of their own: there is one only', config: {} }
    : { config: { settings: { pin: { client: String(clientCpu), server: String(serverCpu) } } } };

export const planted: readonly Planted[] = [
  {
    name: "a busy loop on the client's CPU",
    told: /the client (waited|was not alone)/,
    ...apart,
    start: (cli, ...args) => besideLoops([clientCpu], cli, args),
  },
  {
    name: "a busy loop on the server's CPU",
    told: /the server (waited|was not alone)/,
    ...apart,
    start: (cli, ...args) => besideLoops([serverCpu ?? clientCpu], cli, args),
  },
  {
    name: 'four busy loops on both CPUs',
    told: /the client waited .*; the server waited/,
    ...apart,
    start: (cli, ...args) => {
      const cpus = [clientCpu, serverCpu ?? clientCpu];
      return besideLoops([...cpus, ...cpus], cli, args);
    },
  },
  {
    name: 'stops of the client',
    told: /the client .*stood still/,
    ...apart,
    start: (cli, ...args) => withStops(clientCpu, cli, args),
  },
  {
    name: 'stops of the server',
    told: /the server .*stood still/,
    ...apart,
    start: (cli, ...args) => withStops(serverCpu ?? clientCpu, cli, args),
  },
  {
    name: 'one CPU for everything',
    told: /^client and server shared CPU \d+, though placement is split/,
    config: {},
    start: (cli, ...args) => cli.startUnder(['taskset', '-c', String(clientCpu)], ...args),
  },
  quota(),
];

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

/** Four tenths of a CPU for peers that want more than one and a half, by a control group of version 1 or 2. */
function quota(): Planted {
  const name = 'a CPU quota';
  const group = makeGroup();
  if (group === undefined) {
    const missing = 'quotas: no control group with a quota can be made here';
    return { name, told: /./, missing, config: {}, start: (cli, ...args) => cli.start(...args) };
  }
  process.on('exit', () => {
    rmdirSync(group);
  });
  const enter = ['sh', '-c', 'echo $$ > "$0/cgroup.procs" && exec "$@"', group];
  return {
    name,
    told: /was held back by a CPU quota for/,
    config: {},
    start: (cli, ...args) => cli.startUnder(enter, ...args),
  };
}

function makeGroup(): string | undefined {
  const name = `wiretax-test-${String(process.pid)}`;
  const kinds = [
    { parent: '/sys/fs/cgroup/cpu', settings: [['cpu.cfs_quota_us', '40000']] },
    { parent: '/sys/fs/cgroup', settings: [['cpu.max', '40000 100000']] },
  ] as const;
  for (const { parent, settings } of kinds) {
    const group = join(parent, name);
    try {
      mkdirSync(group);
    } catch {
      continue;
    }
    try {
      // A folder that isn't of control groups can be made, too, and has no such file.
      readFileSync(join(group, 'cgroup.procs'));
      for (const [file, value] of settings) writeFileSync(join(group, file), value);
      return group;
    } catch {
      rmdirSync(group);
    }
  }
  return undefined;
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

/** The first two CPUs that this process may use. */
function usableCpus(): readonly [number, number | undefined] {
  const status = readFileSync('/proc/self/status', 'utf8');
  const [, list = '0'] = /^Cpus_allowed_list:\t(.+)$/m.exec(status) ?? [];
  const cpus = list.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
  return [cpus[0] ?? 0, cpus[1]];
}
