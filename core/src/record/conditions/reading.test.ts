import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fakeHost, type FakeHost } from '../../testing/fake-host.js';
import { settle, withTime } from '../../testing/fake-clock.js';
import { readConditions } from './reading.js';

const never = new AbortController().signal;
const nothing = Promise.resolve();

/** Ticks of user, idle, iowait, softirq and stolen time of each CPU. */
function stat(...cpus: readonly (readonly [number, number, number, number, number])[]): string {
  const lines = cpus.map(
    ([user, idle, waiting, soft, stolen], cpu) =>
      `cpu${String(cpu)} ${String(user)} 0 0 ${String(idle)} ${String(waiting)} 0 ${String(soft)} ${String(stolen)} 0 0`,
  );
  return `cpu  9 9 9 9 9 9 9 9 9 9\n${lines.join('\n')}\nctxt 5\n`;
}

function self(
  ...times: readonly [user: number, system: number, childUser: number, childSystem: number]
): string {
  return `7 (a) b) S 1 7 7 0 -1 4194304 9 0 0 0 ${times.join(' ')} 20 5 11 0 100\n`;
}

const limits = `Limit                     Soft Limit           Hard Limit           Units     
Max stack size            8388608              unlimited            bytes     
Max processes             96365                96365                processes 
Max open files            1024                 20000                files     
Max locked memory         65536                65536                bytes     
`;
const machine = {
  '/proc/loadavg': '21.04 11.38 5.28 3/142 11461\n',
  '/proc/meminfo': 'MemTotal: 16000000 kB\nMemFree: 10 kB\nMemAvailable:   2000 kB\n',
  '/proc/self/status': 'Name:\tnode\nCpus_allowed:\t5\nCpus_allowed_list:\t0,2\n',
  '/proc/self/stat': self(10, 0, 0, 0),
  '/proc/self/limits': limits,
  '/proc/stat': stat([100, 100, 0, 0, 0], [0, 0, 0, 0, 0], [100, 100, 0, 0, 0]),
};

async function look(host: FakeHost, meanwhile: () => void = () => undefined) {
  const reading = readConditions(host, 1, nothing, never);
  await settle();
  meanwhile();
  return withTime(host.clock, reading);
}

test('what others use of the CPUs that may be used: without what is ours, idle, or on other CPUs', async () => {
  const host = fakeHost({ files: machine });
  const { state } = await look(host, () => {
    // 20 ticks a CPU: 11 busy and 1 stolen on the first, of which 6 are ours; the second may not be used.
    host.files.texts.set('/proc/stat', stat([110, 105, 3, 1, 1], [20, 0, 0, 0, 0], [105, 115, 0, 0, 0]));
    host.files.texts.set('/proc/self/stat', self(12, 1, 2, 1));
  });
  assert.is(state.foreignCpus, (10 / 40) * 2);
  assert.is(state.stolenCpus, (1 / 40) * 2);
  assert.is(state.loadAverage, 21.04);
  assert.is(state.availableBytes, 2_048_000);
});

test('the look is 200 ms long, and goes on while there is work of our own', async () => {
  const host = fakeHost({ files: machine });
  let read = false;
  const reading = readConditions(host, 1, nothing, never).then(() => (read = true));
  await host.clock.advance(199);
  assert.not.ok(read);
  await host.clock.advance(1);
  assert.ok(read);
  await reading;

  let finish: () => void = () => undefined;
  const work = new Promise<void>((resolve) => (finish = resolve));
  const longer = readConditions(host, 1, work, never);
  await host.clock.advance(300);
  host.files.texts.set('/proc/stat', stat([120, 120, 0, 0, 0], [0, 0, 0, 0, 0], [100, 140, 0, 0, 0]));
  host.files.texts.set('/proc/self/stat', self(30, 0, 0, 0));
  finish();
  assert.is((await longer).state.foreignCpus, 0);
});

test('an interruption ends the look', async () => {
  const host = fakeHost({ files: machine });
  const controller = new AbortController();
  const reading = readConditions(host, 1, nothing, controller.signal);
  await settle();
  controller.abort(new Error('interrupted'));
  await reading.then(
    () => assert.unreachable(),
    (thrown: unknown) => assert.is((thrown as Error).message, 'interrupted'),
  );
});

test('what peers inherit', async () => {
  const host = fakeHost({ files: machine, env: { NODE_OPTIONS: '--expose-gc', HOME: '/root' } });
  const { inherited } = await look(host);
  assert.equal(inherited, {
    variables: { NODE_OPTIONS: '--expose-gc' },
    limits: { 'locked memory': '65536', 'stack size': '8388608', processes: '96365' },
    allowedCpus: '0,2',
    nice: 5,
    cgroup: null,
    quotaCpus: null,
    memoryLimitBytes: null,
  });
});

for (const [version, files] of [
  [
    1,
    {
      '/proc/self/cgroup': '2:memory:/job\n1:cpu:/job\n0::/\n',
      '/proc/self/mountinfo':
        '32 31 0:29 / /cpu rw - cgroup cgroup rw,cpu\n33 31 0:30 / /memory rw - cgroup cgroup rw,memory\n',
      '/cpu/job/cpu.cfs_quota_us': '50000',
      '/cpu/job/cpu.cfs_period_us': '100000',
      '/cpu/job/cpu.stat': 'nr_periods 99\nnr_throttled 95\nthrottled_time 1\n',
      '/memory/job/memory.limit_in_bytes': '2000000',
      '/memory/job/memory.usage_in_bytes': '1500000',
    },
  ],
  [
    2,
    {
      '/proc/self/cgroup': '0::/job\n',
      '/proc/self/mountinfo': '29 22 0:26 / /cpu rw - cgroup2 cgroup2 rw\n',
      '/cpu/job/cpu.max': '50000 100000',
      '/cpu/job/cpu.stat': 'nr_periods 99\nnr_throttled 95\nthrottled_usec 1\n',
      '/cpu/job/memory.max': '2000000',
      '/cpu/job/memory.current': '1500000',
    },
  ],
] as const) {
  test(`a quota and a memory limit of cgroup version ${String(version)}`, async () => {
    const { state, inherited } = await look(fakeHost({ files: { ...machine, ...files } }));
    assert.is(inherited.quotaCpus, 0.5);
    assert.is(inherited.cgroup, '/cpu/job');
    assert.is(inherited.memoryLimitBytes, 2_000_000);
    assert.equal([state.periods, state.throttledPeriods], [99, 95]);
    assert.is(state.availableBytes, 500_000);
  });
}

test('a system that tells nothing is not waited for', async () => {
  const { session, state, inherited } = await readConditions(fakeHost(), 3, nothing, never);
  assert.is(session, 3);
  assert.ok(Object.values(state).every((value) => value === null));
  assert.equal(inherited, {
    variables: {},
    limits: {},
    allowedCpus: null,
    nice: null,
    cgroup: null,
    quotaCpus: null,
    memoryLimitBytes: null,
  });
});

test.run();
