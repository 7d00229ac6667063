import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Placement, RunResult } from '@wiretax/core';
import type { Machine, Peer } from './machine.js';
import { pinPeers } from './placement.js';
import { readSettings } from './settings.js';

interface Thread {
  allowed: string;
  nice: number;
}

/** Four CPUs and two processes, 10 (server) and 20 (client), with a taskset that does as the kernel would. */
class FourCpus implements Machine {
  platform = 'linux';
  server: Peer['run'] = 'ours';
  readonly processes = new Map<number, Map<number, Thread>>();
  readonly commands: string[] = [];
  reads: string[] = [];
  taskset: (list: string, pid: number) => RunResult = (list, pid) => {
    for (const thread of this.processes.get(pid)?.values() ?? []) thread.allowed = list;
    return { code: 0, stdout: '', stderr: '' };
  };
  priority: (thread: Thread, nice: number) => void = (thread, nice) => {
    thread.nice = nice;
  };

  constructor() {
    for (const pid of [10, 20]) {
      this.processes.set(
        pid,
        new Map([pid, pid + 1, pid + 2].map((tid) => [tid, { allowed: '0-3', nice: 0 }])),
      );
    }
  }

  readonly files: Machine['files'] = {
    read: (path) => {
      this.reads.push(path);
      if (path === '/proc/self/status') return Promise.resolve('Cpus_allowed_list:\t0-3\n');
      if (path === '/sys/devices/system/cpu/online') return Promise.resolve('0-3\n');
      const match = /^\/proc\/(\d+)\/task\/(\d+)\/(status|stat)$/.exec(path);
      const thread = this.processes.get(Number(match?.[1]))?.get(Number(match?.[2]));
      if (!thread) return Promise.reject(new Error(`ENOENT ${path}`));
      return Promise.resolve(
        match?.[3] === 'status'
          ? `Name:\tnode\nCpus_allowed_list:\t${thread.allowed}\n`
          : `10 (a (b) c) S 1 10 10 0 -1 4194304 1 0 0 0 1 1 0 0 20 ${String(thread.nice)} 3 0 99 1 1\n`,
      );
    },
    list: (path) => {
      const pid = /^\/proc\/(\d+)\/task$/.exec(path)?.[1];
      return Promise.resolve([...(this.processes.get(Number(pid))?.keys() ?? [])].map(String));
    },
  };

  readonly run: Machine['run'] = (command, args) => {
    this.commands.push([command, ...args].join(' '));
    return Promise.resolve().then(() => this.taskset(args[3] ?? '', Number(args[4])));
  };

  readonly setPriority: Machine['setPriority'] = (id, nice) =>
    Promise.resolve().then(() => {
      const thread = [...this.processes.values()]
        .flatMap((threads) => [...threads])
        .find(([tid]) => tid === id);
      if (!thread) throw new Error('ESRCH');
      this.priority(thread[1], nice);
    });

  /** Further processes between server and client, each of two. */
  add(name: string, pid: number): void {
    for (const each of [pid, pid + 1])
      this.processes.set(each, new Map([[each, { allowed: '0-3', nice: 0 }]]));
    this.between.push({ name, half: 'middle', run: 'command', pid, pids: [pid, pid + 1], host: this });
  }

  readonly between: Peer[] = [];

  peers(): readonly Peer[] {
    return [
      { name: 'server', half: 'server', run: this.server, pid: 10, pids: [10], host: this },
      ...this.between,
      { name: 'client', half: 'client', run: 'ours', pid: 20, pids: [20], host: this },
    ];
  }
}

async function pin(
  machine: FourCpus,
  settings: Readonly<Record<string, unknown>> = {},
  placement: Placement = 'split',
  tap = pinPeers(readSettings(settings)),
): Promise<readonly string[]> {
  const notes: string[] = [];
  await tap({ cell: { placement }, peers: () => machine.peers(), note: (text) => notes.push(text) });
  return notes;
}

async function failure(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('should have failed');
}

test('places all threads of both peers and says where', async () => {
  const machine = new FourCpus();
  assert.equal(await pin(machine), ['server on CPU 1, client on CPUs 0,2-3; nice 0']);
  assert.equal(machine.commands.sort(), ['taskset -a -c -p 0,2-3 20', 'taskset -a -c -p 1 10']);
});

test('peers between them are placed with all their processes', async () => {
  const machine = new FourCpus();
  machine.add('proxy-1', 30);
  assert.equal(await pin(machine), ['server on CPU 1, proxy-1 on CPU 3, client on CPUs 0,2; nice 0']);
  assert.equal(machine.commands.filter((command) => / 3\d$/.test(command)).sort(), [
    'taskset -a -c -p 3 30',
    'taskset -a -c -p 3 31',
  ]);
  assert.equal(machine.commands.length, 4);
});

test('a target stays where it is', async () => {
  const machine = new FourCpus();
  machine.server = 'target';
  assert.equal(await pin(machine, { nice: -5 }), [
    'server is a target, which nobody places: it stays as it is and may run on CPUs 0-3',
    'client on CPUs 0,2-3; nice -5',
  ]);
  assert.equal(machine.commands, ['taskset -a -c -p 0,2-3 20']);
  assert.is(machine.processes.get(10)?.get(10)?.nice, 0);
});

test('shared and named CPUs', async () => {
  assert.equal(await pin(new FourCpus(), {}, 'shared'), ['server on CPU 1, client on CPU 1; nice 0']);
  assert.equal(await pin(new FourCpus(), { server: '0,2-3', client: '3' }), [
    'server and client share CPU 3',
    'server on CPUs 0,2-3, client on CPU 3; nice 0',
  ]);
});

test('placement none touches and says nothing', async () => {
  const machine = new FourCpus();
  assert.equal(await pin(machine, { nice: -5 }, 'none'), []);
  assert.equal([machine.commands, machine.reads], [[], []]);
});

test('the machine is looked at once, however many trials there are', async () => {
  const machine = new FourCpus();
  const tap = pinPeers(readSettings({}));
  await pin(machine, {}, 'split', tap);
  await pin(machine, {}, 'shared', tap);
  assert.is(machine.reads.filter((path) => path.startsWith('/sys/devices/system/cpu/online')).length, 1);
});

test('sets the nice level of every thread', async () => {
  const machine = new FourCpus();
  assert.equal(await pin(machine, { nice: -5 }), ['server on CPU 1, client on CPUs 0,2-3; nice -5']);
  for (const threads of machine.processes.values()) {
    for (const thread of threads.values()) assert.is(thread.nice, -5);
  }
});

test('a nice level that is refused is told, and the rest goes on', async () => {
  const machine = new FourCpus();
  machine.priority = () => {
    throw new Error('EACCES: permission denied');
  };
  assert.equal(await pin(machine, { nice: -5 }), [
    'nice level of server and client not changed: EACCES: permission denied. Run as root, raise the limit ' +
      '(ulimit -e), or set settings.pin.nice to 0 or more.',
    'server on CPU 1, client on CPUs 0,2-3; nice 0',
  ]);
});

test('a thread that is born while taskset runs is caught', async () => {
  const machine = new FourCpus();
  const whole = machine.taskset;
  let born = false;
  machine.taskset = (list, pid) => {
    const result = whole(list, pid);
    if (pid === 10 && !born) {
      born = true;
      machine.processes.get(10)?.set(13, { allowed: '0-3', nice: 0 });
    }
    return result;
  };
  assert.equal(await pin(machine), ['server on CPU 1, client on CPUs 0,2-3; nice 0']);
  assert.is(machine.processes.get(10)?.get(13)?.allowed, '1');
});

test('a thread that ends while taskset runs is no failure', async () => {
  const machine = new FourCpus();
  const whole = machine.taskset;
  machine.taskset = (list, pid) => {
    whole(list, pid);
    machine.processes.get(pid)?.delete(pid + 2);
    return { code: 1, stdout: '', stderr: "taskset: failed to get pid 12's affinity: No such process\n" };
  };
  assert.equal(await pin(machine), ['server on CPU 1, client on CPUs 0,2-3; nice 0']);
});

const refusals: readonly (readonly [string, FourCpus['taskset'], readonly string[]])[] = [
  [
    'taskset is missing',
    () => {
      throw new Error('spawn taskset ENOENT');
    },
    [
      'server and client not placed: taskset could not be started (spawn taskset ENOENT). Install util-linux ' +
        '(apt-get install util-linux), or set placement: none to leave this remark out.',
    ],
  ],
  [
    'no permission',
    (_, pid) => ({
      code: 1,
      stdout: '',
      stderr: `taskset: failed to set pid ${String(pid)}'s affinity: Operation not permitted\n`,
    }),
    [
      'server and client not placed: taskset: Operation not permitted. Run as root or as the owner of that ' +
        'process, or with CAP_SYS_NICE, or set placement: none to leave this remark out.',
    ],
  ],
  [
    'the system lets it have other CPUs than asked for',
    () => ({ code: 0, stdout: '', stderr: '' }),
    [
      'server not placed: it was sent to CPU 1 and may run on CPUs 0-3. Name CPUs that the cpuset of this session ' +
        'or container holds, or set placement: none to leave this remark out.',
      'client not placed: it was sent to CPUs 0,2-3 and may run on CPUs 0-3. Name CPUs that the cpuset of this ' +
        'session or container holds, or set placement: none to leave this remark out.',
    ],
  ],
];

for (const [name, taskset, notes] of refusals) {
  test(`${name}: noted once, and the trial goes on`, async () => {
    const machine = new FourCpus();
    machine.taskset = taskset;
    assert.equal(await pin(machine), notes);
  });
}

test('another operating system: noted once, and the trial goes on', async () => {
  const machine = new FourCpus();
  machine.platform = 'darwin';
  assert.equal(await pin(machine), [
    'server and client not placed: only Linux lets a process be placed, and this is darwin. Run it on Linux, or ' +
      'set placement: none to leave this remark out.',
  ]);
  assert.equal(machine.commands, []);
});

test('a named CPU that is not there fails the trial', async () => {
  const message = await failure(pin(new FourCpus(), { server: '4' }));
  assert.is(
    message,
    'settings.pin.server names CPU 4, but only CPUs 0-3 are online. Name one of these, or write auto.',
  );
});

test('a peer that has ended fails the trial', async () => {
  const machine = new FourCpus();
  machine.processes.delete(20);
  assert.match(await failure(pin(machine)), 'The client (process 20) ended before it was placed.');
});

test('a list that can’t be meant is refused', () => {
  assert.throws(() => readSettings({ client: '5-2' }), 'settings.pin.client: "5-2" is not a list of CPUs.');
});

test.run();
