import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fakeFiles } from '../../testing/fake-files.js';
import {
  findCgroup,
  mostThrottled,
  readBandwidth,
  readMemoryLimit,
  throttledNs,
  tightestQuota,
} from './cgroup.js';

const mountsV1 = `31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct
35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
`;
const mountsV2 = '29 22 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n';
const unlimited = '9223372036854771712\n';

function hybrid(path: string, folder: string) {
  return fakeFiles({
    '/proc/self/cgroup': `9:name=systemd:/\n4:memory:${path}\n1:cpu,cpuacct:${path}\n0::/elsewhere\n`,
    '/proc/self/mountinfo': mountsV1,
    [`/sys/fs/cgroup/cpu,cpuacct${folder}/cpu.cfs_quota_us`]: '50000\n',
    [`/sys/fs/cgroup/cpu,cpuacct${folder}/cpu.cfs_period_us`]: '100000\n',
    [`/sys/fs/cgroup/cpu,cpuacct${folder}/cpu.stat`]:
      'nr_periods 99\nnr_throttled 95\nthrottled_time 4700000000\n',
    '/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us': '-1\n',
    '/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us': '100000\n',
    '/sys/fs/cgroup/cpu,cpuacct/cpu.stat': 'nr_periods 0\nnr_throttled 0\nthrottled_time 0\n',
    '/sys/fs/cgroup/memory/memory.limit_in_bytes': unlimited,
    '/sys/fs/cgroup/memory/memory.usage_in_bytes': '1\n',
    [`/sys/fs/cgroup/memory${folder}/memory.limit_in_bytes`]: '1000000\n',
    [`/sys/fs/cgroup/memory${folder}/memory.usage_in_bytes`]: '900000\n',
    [`/sys/fs/cgroup/memory${folder}/memory.stat`]: 'inactive_file 5\ntotal_inactive_file 300000\n',
  });
}

const unified = fakeFiles({
  '/proc/self/cgroup': '0::/user.slice/run.scope\n',
  '/proc/77/cgroup': '0::/user.slice\n',
  '/proc/self/mountinfo': mountsV2,
  '/sys/fs/cgroup/cpu.stat': 'usage_usec 7\n',
  '/sys/fs/cgroup/user.slice/cpu.max': '150000 100000\n',
  '/sys/fs/cgroup/user.slice/cpu.stat': 'usage_usec 7\nnr_periods 20\nnr_throttled 4\nthrottled_usec 900\n',
  '/sys/fs/cgroup/user.slice/memory.max': '4096000\n',
  '/sys/fs/cgroup/user.slice/memory.current': '4000000\n',
  '/sys/fs/cgroup/user.slice/memory.stat': 'inactive_file 0\n',
  '/sys/fs/cgroup/user.slice/run.scope/cpu.max': 'max 100000\n',
  '/sys/fs/cgroup/user.slice/run.scope/cpu.stat':
    'usage_usec 7\nnr_periods 0\nnr_throttled 0\nthrottled_usec 0\n',
  '/sys/fs/cgroup/user.slice/run.scope/memory.max': 'max\n',
  '/sys/fs/cgroup/user.slice/run.scope/memory.current': '1000\n',
});

test('version 1: the controller’s own hierarchy counts, not the unified one beside it', async () => {
  const files = hybrid('/jobs/7', '/jobs/7');
  const group = await findCgroup(files, 'cpu');
  assert.equal(group, {
    version: 1,
    path: '/jobs/7',
    folders: [
      '/sys/fs/cgroup/cpu,cpuacct/jobs/7',
      '/sys/fs/cgroup/cpu,cpuacct/jobs',
      '/sys/fs/cgroup/cpu,cpuacct',
    ],
  });
  assert.ok(group);
  const tightest = tightestQuota(await readBandwidth(files, group));
  assert.equal(tightest, {
    folder: '/sys/fs/cgroup/cpu,cpuacct/jobs/7',
    quotaCpus: 0.5,
    periods: 99,
    throttledPeriods: 95,
    throttledNs: 4.7e9,
  });
  const memory = await findCgroup(files, 'memory');
  assert.ok(memory);
  assert.equal(await readMemoryLimit(files, memory), { limitBytes: 1_000_000, availableBytes: 400_000 });
});

test('version 2: a quota of a group further up holds, too', async () => {
  const group = await findCgroup(unified, 'cpu');
  assert.ok(group);
  assert.is(group.version, 2);
  assert.is(group.folders.length, 3);
  const groups = await readBandwidth(unified, group);
  assert.equal(tightestQuota(groups), {
    folder: '/sys/fs/cgroup/user.slice',
    quotaCpus: 1.5,
    periods: 20,
    throttledPeriods: 4,
    throttledNs: 900_000,
  });
  const memory = await findCgroup(unified, 'memory');
  assert.ok(memory);
  assert.equal(await readMemoryLimit(unified, memory), { limitBytes: 4_096_000, availableBytes: 96_000 });
});

test('another process has a cgroup of its own', async () => {
  assert.is((await findCgroup(unified, 'cpu', 77))?.folders[0], '/sys/fs/cgroup/user.slice');
});

test('a container sees its group at the mount point, whichever way its path is told', async () => {
  const inside = (cgroup: string, root: string) =>
    findCgroup(
      fakeFiles({
        '/proc/self/cgroup': `3:cpu:${cgroup}\n`,
        '/proc/self/mountinfo': `32 31 0:29 ${root} /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu\n`,
      }),
      'cpu',
    );
  const point = '/sys/fs/cgroup/cpu';
  assert.equal((await inside('/docker/abc', '/docker/abc'))?.folders, [point]);
  assert.equal((await inside('/docker/abc/job', '/docker/abc'))?.folders, [`${point}/job`, point]);
  assert.equal((await inside('/', '/'))?.folders, [point]);
  assert.equal((await inside('/other', '/docker/abc'))?.folders, [point]);
  assert.equal((await inside('/../other', '/'))?.folders, [point]);
  assert.equal((await inside('/a b', '/a\\040b'))?.folders, [point]);
});

test('what was held back between two readings is told of the group that was held back for longest', () => {
  const reading = (folder: string, throttledNs: number) => ({
    folder,
    quotaCpus: 1,
    periods: throttledNs / 10,
    throttledPeriods: throttledNs / 20,
    throttledNs,
  });
  const before = [reading('/a/b', 100), reading('/a', 4000)];
  const after = [reading('/a/b', 300), reading('/a', 4100), reading('/new', 9000)];
  const expected = { folder: '/a/b', quotaCpus: 1, periods: 20, throttledPeriods: 10, throttledNs: 200 };
  assert.equal(mostThrottled(before, after), expected);
  assert.is(mostThrottled([], after), null);
});

test('throttled time is in ns or µs by version, and missing where there can be no quota', () => {
  assert.is(throttledNs('nr_periods 99\nnr_throttled 95\nthrottled_time 3200000\nnr_bursts 0\n'), 3_200_000);
  assert.is(throttledNs('usage_usec 5\nnr_throttled 2\nthrottled_usec 410\n'), 410_000);
  assert.is(throttledNs('usage_usec 5\nuser_usec 3\nsystem_usec 2\n'), null);
});

test('without cgroups, or without limits, there is none', async () => {
  assert.is(await findCgroup(fakeFiles(), 'cpu'), null);
  assert.is(await findCgroup(fakeFiles({ '/proc/self/cgroup': '0::/\n' }), 'cpu'), null);
  const bare = fakeFiles({ '/proc/self/cgroup': '0::/\n', '/proc/self/mountinfo': mountsV2 });
  const group = await findCgroup(bare, 'cpu');
  assert.ok(group);
  assert.is(tightestQuota(await readBandwidth(bare, group)), null);
  assert.is(await readMemoryLimit(bare, group), null);
});

test.run();
