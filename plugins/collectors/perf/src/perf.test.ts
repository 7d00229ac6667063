import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fakeHost } from '@wiretax/core/testing';
import type { FakeHostOptions } from '@wiretax/core/testing';
import { findPerf, isMissing } from './perf.js';
import { machine, user } from './scripted-perf.test.support.js';
import { tracedSystemCalls } from './tracefs.js';

async function lacking(options: Pick<FakeHostOptions, 'commands' | 'files'>): Promise<string> {
  const found = await findPerf(machine(() => undefined, options));
  return isMissing(found) ? `${found.missing}; ${found.remedy}` : `perf ${found.version}`;
}

const saying = (stdout: string, stderr = ''): FakeHostOptions => ({
  commands: { perf: () => ({ stdout, stderr }) },
});

test('finds the version, however it is written', async () => {
  assert.is(await lacking({}), 'perf 6.1.187');
  assert.is(await lacking(saying('perf version 5.15.0-91-generic\n')), 'perf 5.15.0-91-generic');
  assert.is(await lacking(saying('perf version 6.8.g1234\n')), 'perf 6.8.g1234');
});

test('missing', async () => {
  assert.is(
    await lacking({ commands: {} }),
    'perf is not installed; apt-get install linux-perf, or leave it out with --collect none',
  );
  assert.match(
    await lacking(saying('', 'WARNING: perf not found for kernel 6.8.0-1012\n')),
    'apt-get install linux-tools-$(uname -r)',
  );
  assert.match(
    await lacking(saying('', 'perf: error while loading shared libraries')),
    'says no version, but: perf: error',
  );
});

test('too old', async () => {
  assert.match(
    await lacking(saying('perf version 4.19.37\n')),
    'perf 4.19.37 is too old: it has no --control',
  );
  assert.match(await lacking(saying('perf version 5.8.0\n')), 'is too old');
});

test('elsewhere than on Linux', async () => {
  const found = await findPerf(fakeHost({ platform: 'darwin' }));
  assert.ok(isMissing(found));
});

test('a user whom the kernel doesn’t let attach is told the sysctl', async () => {
  const paranoid = (level: string): Readonly<Record<string, string>> => ({
    ...user,
    '/proc/sys/kernel/perf_event_paranoid': `${level}\n`,
  });
  assert.is(
    await lacking({ files: paranoid('4') }),
    'perf may not attach to other processes: kernel.perf_event_paranoid is 4; sysctl -w kernel.perf_event_paranoid=1, or run as root, or leave it out with --collect none',
  );
  assert.is(await lacking({ files: paranoid('2') }), 'perf 6.1.187');
  assert.match(await lacking({ files: paranoid('') }), 'this kernel gives no perf events');
});

test('what a user may see', async () => {
  const rights = async (paranoid: number, restrict: number): Promise<unknown> => {
    const found = await findPerf(
      machine(() => undefined, {
        files: {
          ...user,
          '/proc/sys/kernel/perf_event_paranoid': String(paranoid),
          '/proc/sys/kernel/kptr_restrict': String(restrict),
        },
      }),
    );
    return isMissing(found) ? found : [found.rights.kernel, found.rights.kernelSymbols];
  };
  assert.equal(await rights(2, 1), [false, false]);
  assert.equal(await rights(1, 1), [true, false]);
  assert.equal(await rights(1, 0), [true, true]);
});

test('why system calls can’t be traced', async () => {
  const host = machine(() => undefined);
  const privileged = { privileged: true, paranoid: 4, kernel: true, kernelSymbols: true };
  assert.equal(await tracedSystemCalls(host, privileged), ['sys_enter_futex', 'sys_enter_read']);
  const bare = await tracedSystemCalls(fakeHost(), privileged);
  assert.ok('missing' in bare && bare.remedy.includes('mount -o remount,mode=755'));
  const denied = await tracedSystemCalls(host, { ...privileged, paranoid: 2, kernel: false });
  assert.ok('missing' in denied && denied.missing.includes('kernel.perf_event_paranoid is 2'));
});

test.run();
