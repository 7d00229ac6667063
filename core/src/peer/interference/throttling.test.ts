import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { throttledNs, throttleFiles } from './throttling.js';

test('version 2: the group and those above it', () => {
  const mounts = '30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n';
  assert.equal(throttleFiles('0::/system.slice/ci.service\n', mounts), [
    '/sys/fs/cgroup/system.slice/ci.service/cpu.stat',
    '/sys/fs/cgroup/system.slice/cpu.stat',
    '/sys/fs/cgroup/cpu.stat',
  ]);
  assert.equal(throttleFiles('0::/\n', mounts), ['/sys/fs/cgroup/cpu.stat']);
});

test('version 1: only the cpu controller, in a container at the root of its mount', () => {
  const cgroup = '9:memory:/docker/a1\n4:cpu,cpuacct:/docker/a1\n0::/\n';
  const mounts = `35 32 0:30 /docker/a1 /sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct
36 32 0:31 /docker/a1 /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory
37 32 0:32 / /proc rw - proc proc rw
`;
  assert.equal(throttleFiles(cgroup, mounts), ['/sys/fs/cgroup/cpu,cpuacct/cpu.stat']);
});

test('both at once, blanks in paths, groups outside of the namespace, and nothing at all', () => {
  const mounts = `33 31 0:30 / /my\\040groups/cpu rw - cgroup cgroup rw,cpu
41 31 0:38 /../other /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
`;
  assert.equal(throttleFiles('1:cpu:/jobs\n0::/\n', mounts), [
    '/my groups/cpu/jobs/cpu.stat',
    '/my groups/cpu/cpu.stat',
    '/sys/fs/cgroup/unified/cpu.stat',
  ]);
  assert.equal(throttleFiles('', ''), []);
});

test('throttled time is in ns or µs by version, and missing without a quota', () => {
  assert.is(throttledNs('nr_periods 99\nnr_throttled 95\nthrottled_time 3200000\nnr_bursts 0\n'), 3_200_000);
  assert.is(throttledNs('usage_usec 5\nnr_throttled 2\nthrottled_usec 410\n'), 410_000);
  assert.is(throttledNs('usage_usec 5\nuser_usec 3\nsystem_usec 2\n'), undefined);
});

test.run();
