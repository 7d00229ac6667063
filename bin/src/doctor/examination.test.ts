import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { MachineFacts } from '@wiretax/core';
import { describeMachine } from '@wiretax/core/record';
import { fakeHost, sampleConditions } from '@wiretax/core/testing';
import { inFolder } from '@wiretax/config/read/temporary-folder.fixture.js';
import { foundPlugin } from '@wiretax/config/plugins/found-plugin.fixture.js';
import { type Check, fail, ok, warn } from './check.js';
import { checkClock } from './clock.js';
import { examine } from './examination.js';
import { examinationText } from './examination-text.js';
import { checkFitness } from './fitness.js';
import { checkLocalPorts, checkOpenFiles } from './limits.js';
import { checkNode } from './node-version.js';
import { checkPlugins } from './plugin-health.js';
import { checkProcessors } from './processors.js';
import { checkPerfAccess, checkPrograms } from './programs.js';
import { checkSockets } from './sockets.js';
import { checkOutput } from './storage.js';

async function machine(changes: Partial<MachineFacts>): Promise<MachineFacts> {
  return { ...(await describeMachine(fakeHost())), ...changes };
}

function statuses(checks: readonly Check[]): Readonly<Record<string, string>> {
  return Object.fromEntries(checks.map(({ name, status }) => [name, status]));
}

test('Node must be 20.19 or later', () => {
  assert.equal(
    ['v18.20.0', 'v20.18.3', 'v20.19.0', 'v22.0.0', 'v24.1.2'].map((version) => checkNode(version).status),
    ['fail', 'fail', 'ok', 'ok', 'ok'],
  );
});

test('one CPU can not be split', async () => {
  const [cpus] = checkProcessors(await machine({ logicalCpus: 8 }), 1);
  assert.is(cpus?.status, 'warn');
  assert.match(cpus?.detail ?? '', /split is not possible/);
});

test('what makes figures unsteady is a warning with its remedy', async () => {
  const shaky = await machine({
    smt: true,
    turbo: true,
    virtualisation: 'KVM',
    stealShare: 0.05,
  });
  const checks = checkProcessors(shaky, 4);
  assert.equal(statuses(checks), {
    cpus: 'ok',
    smt: 'warn',
    turbo: 'warn',
    virtualisation: 'warn',
  });
  assert.ok(checks.filter(({ status }) => status === 'warn').every(({ fix }) => fix !== undefined));
  assert.match(checks.at(-1)?.detail ?? '', /5\.0 %/);
  const calm = await machine({ smt: false, turbo: false, virtualisation: null });
  assert.ok(checkProcessors(calm, 4).every(({ status }) => status === 'ok'));
});

test('a machine that is busy, held back or short of memory spoils figures; a governor is only a warning', async () => {
  const now = sampleConditions(
    { loadAverage: 21, foreignCpus: 1.9, availableBytes: 1e8, periods: 99, throttledPeriods: 95 },
    { quotaCpus: 0.5, cgroup: '/sys/fs/cgroup/job' },
  );
  const checks = checkFitness(await machine({ logicalCpus: 2, governor: 'powersave' }), now);
  assert.equal(statuses(checks), {
    'load average': 'warn',
    'other processes': 'warn',
    'stolen time': 'ok',
    'CPU quota': 'warn',
    'free memory': 'warn',
    governor: 'warn',
  });
  assert.ok(checks.every(({ status, fix }) => (status === 'warn') === (fix !== undefined)));
  const text = examinationText(checks);
  assert.match(text, /warn {2}load average {5}21 on 2 CPUs\n +→ wait until/);
  assert.match(text, 'CPU quota        0.5 CPUs, spent early in 95 of 99 periods so far');
  assert.match(text, 'lift the quota of /sys/fs/cgroup/job');
  assert.match(
    text,
    "don't trust what it would measure now; first mend: load average, other processes, CPU quota, free memory.",
  );
  const calm = checkFitness(await machine({ logicalCpus: 2, governor: 'performance' }), sampleConditions());
  assert.ok(calm.every(({ status, spoils }) => status === 'ok' && spoils === undefined));
});

test('doctor looks at the machine itself', async () => {
  const host = fakeHost({
    files: { '/proc/loadavg': '21.04 9 9 1/9 9\n', '/proc/cpuinfo': 'processor : 0\nprocessor : 1\n' },
  });
  const checks = await examine(host, [], '.wiretax');
  assert.equal(
    checks.filter(({ spoils }) => spoils === true),
    [
      {
        ...warn('load average', '21.04 on 2 CPUs', 'wait until what else runs has ended (top shows it)'),
        spoils: true,
      },
    ],
  );
});

test('programs that are missing or do not work are warned about', async () => {
  const host = fakeHost({
    commands: { perf: () => ({ stdout: 'perf 6.1\n' }), strace: () => ({ code: 127 }) },
  });
  assert.equal(statuses(await checkPrograms(host)), { perf: 'ok', strace: 'warn', taskset: 'warn' });
});

test('perf is open to root, and to others at level 1', async () => {
  const level = async (perfEventParanoid: number | null, root: boolean): Promise<string> =>
    checkPerfAccess(await machine({ perfEventParanoid }), root).status;
  assert.is(await level(2, true), 'ok');
  assert.is(await level(1, false), 'ok');
  assert.is(await level(2, false), 'warn');
  assert.is(await level(4, false), 'warn');
  assert.is(await level(null, true), 'warn');
});

test('few local ports are a warning, and those in TIME_WAIT are counted', async () => {
  const range = '/proc/sys/net/ipv4/ip_local_port_range';
  const sockstat = 'sockets: used 9\nTCP: inuse 4 orphan 0 tw 812 alloc 5 mem 1\n';
  const check = (files: Readonly<Record<string, string>>) => checkLocalPorts(fakeHost({ files }));
  assert.is((await check({})).status, 'ok');
  assert.is((await check({ [range]: '32768\t60999\n' })).status, 'ok');
  const few = await check({ [range]: '32768\t33767\n', '/proc/net/sockstat': sockstat });
  assert.is(few.status, 'warn');
  assert.match(few.detail, '1000 for connections, 812 sockets in TIME_WAIT: at most 1000 clients over TCP');
});

test('few open files are a warning', async () => {
  assert.is(checkOpenFiles(await machine({ openFilesLimit: 256 })).status, 'warn');
  assert.is(checkOpenFiles(await machine({ openFilesLimit: 65536 })).status, 'ok');
  assert.is(checkOpenFiles(await machine({ openFilesLimit: null })).status, 'ok');
});

test('a folder that can not be written makes a run impossible', async () => {
  const { nodeHost } = await import('@wiretax/core/run');
  await inFolder({ file: '' }, async (folder) => {
    const out = join(folder, 'out');
    assert.is((await checkOutput(nodeHost(), out)).status, 'ok');
    assert.not.ok(existsSync(out));
    assert.is((await checkOutput(nodeHost(), join(folder, 'file'))).status, 'fail');
    const readOnly = fakeHost();
    readOnly.files.fail = new Error('EROFS');
    assert.match((await checkOutput(readOnly, out)).detail, /EROFS/);
  });
});

test('sockets work here', async () => {
  const { nodeHost } = await import('@wiretax/core/run');
  assert.equal(statuses(await checkSockets(nodeHost())), { loopback: 'ok', 'unix sockets': 'ok' });
});

test('a clock must make fine steps', () => {
  const stepping = (stepNs: number) => {
    let nowNs = 0;
    return { nowNs: () => (nowNs += stepNs) };
  };
  assert.is(checkClock(stepping(50)).status, 'ok');
  assert.is(checkClock(stepping(1e6)).status, 'warn');
  assert.match(checkClock(stepping(0)).detail, /stands still/);
});

test('broken plugins and clashes are named; a broken default one is fatal', () => {
  const tcp = { provides: { transport: ['tcp'] } };
  const checks = checkPlugins([
    foundPlugin('a', tcp),
    foundPlugin('b', { ...tcp, origin: 'installed' }),
    foundPlugin('c', { origin: 'linked', broken: 'gone' }),
    foundPlugin('d', { broken: 'gone' }),
  ]);
  assert.equal(statuses(checks), { 'plugin c': 'warn', 'plugin d': 'fail', 'transport tcp': 'warn' });
  assert.equal(statuses(checkPlugins([foundPlugin('a')])), { plugins: 'ok' });
});

test('a list of plugins that is torn, and what authors should mend, are warnings', () => {
  const remarked = foundPlugin('a', { remarks: ['is odd'] });
  const [list, remark] = checkPlugins([remarked], 'the list is torn');
  assert.equal(list, warn('installed plugins', 'the list is torn', 'wiretax plugins reset --hard'));
  assert.equal(remark, warn('plugin a', 'is odd', 'tell its author'));
});

test('the text ends with what follows from it', () => {
  assert.match(examinationText([ok('a', 'x')]), /Nothing stands in the way/);
  assert.match(
    examinationText([ok('a', 'x'), warn('bb', 'y', 'do z')]),
    /warn {2}bb {2}y\n +→ do z\n[^]*works here/,
  );
  assert.match(examinationText([fail('a', 'x', 'do z')]), /FAIL[^]*can't work here/);
});

test.run();
