import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Evidence } from '@wiretax/core';
import { fakeHost } from '@wiretax/core/testing';
import type { FakeHost, ScriptedProcess } from '@wiretax/core/testing';
import { machine, obedient, targetOn, user } from '../scripted-perf.test.support.js';
import { perfStat } from './collector.js';
import { perf61OfCpus, perf61Virtual, separated } from './perf-stat-output.test.support.js';

/** Counts all that it is asked for, by process or on CPUs. */
function counting(process: ScriptedProcess): void {
  obedient(process, process.args.includes('-C') ? perf61OfCpus : perf61Virtual);
}

async function evidenceOn(host: FakeHost): Promise<Evidence> {
  const attachment = await perfStat.attach(targetOn(host));
  return attachment.detach();
}

async function failureOn(host: FakeHost): Promise<string> {
  return evidenceOn(host).then(
    () => 'none',
    (thrown: unknown) => String(thrown),
  );
}

test('counters of the process, system calls of its threads, CPU time', async () => {
  const commands: string[] = [];
  const host = machine((process) => {
    commands.push(process.args.join(' '));
    counting(process);
  });
  const { metrics, artifacts, notes } = await evidenceOn(host);
  assert.equal(
    metrics.map(({ name }) => name),
    ['task-clock', 'context-switches', 'syscalls', 'syscalls.read', 'user-time', 'system-time'],
  );
  assert.is(notes.length, 1);
  assert.equal(artifacts, [{ file: 'perf-stat.txt', mediaType: 'text/plain' }]);
  assert.is(host.files.texts.get('/evidence/perf-stat.txt'), perf61Virtual + perf61OfCpus);
  assert.equal(
    commands.sort(),
    [
      '-D -1 --control fd:0,1 -j -C 1 -e raw_syscalls:sys_enter,syscalls:sys_enter_futex,syscalls:sys_enter_read --filter common_pid == 77 || common_pid == 78',
      '-D -1 --control fd:0,1 -j -p 77 -e {cycles,instructions},{cache-references,cache-misses},{branches,branch-misses},task-clock,context-switches,cpu-migrations,page-faults',
    ].map((args) => `stat ${args}`),
  );
  assert.is(host.running.size, 0);
});

test('groups that perf refuses are taken apart', async () => {
  const lists: string[] = [];
  const host = machine((process) => {
    const list = process.args.at(-1) ?? '';
    if (process.args.includes('-p')) lists.push(list);
    if (!list.startsWith('{')) counting(process);
    else
      process.onLine(() => {
        process.exit({ code: 255 });
      });
  });
  await evidenceOn(host);
  assert.is(lists.length, 2);
  assert.match(lists[1] ?? '', /^cycles,instructions,/);
});

test('a perf that has no -j is asked for separated values', async () => {
  const host = machine(
    (process) => {
      assert.ok(process.args.includes('-x'));
      obedient(process, process.args.includes('-C') ? 'no counters' : separated);
    },
    { commands: { perf: () => ({ stdout: 'perf version 5.15.0\n' }) } },
  );
  const { metrics } = await evidenceOn(host);
  assert.is(metrics.find(({ name }) => name === 'context-switches')?.value, 936);
});

test('the counters stand when system calls can’t be counted', async () => {
  const host = machine((process) => {
    if (process.args.includes('-p')) counting(process);
    else
      process.onLine(() => {
        process.printError('No permission\n');
        process.exit({ code: 255 });
      });
  });
  const { metrics, notes } = await evidenceOn(host);
  assert.ok(metrics.some(({ name }) => name === 'context-switches'));
  assert.is(notes.at(-1), 'system calls are not counted: perf ended with code 255: No permission');
});

test('system calls are left out when they are not asked for', async () => {
  const host = machine((process) => {
    assert.not(process.args.includes('-C'));
    counting(process);
  });
  const attachment = await perfStat.attach({ ...targetOn(host), options: { systemCalls: false } });
  const { metrics, notes } = await attachment.detach();
  assert.not(metrics.some(({ name }) => name.startsWith('syscalls')));
  assert.not.match(notes.join(), 'system calls');
});

test('a user without rights to tracepoints is told the sysctl', async () => {
  const { notes } = await evidenceOn(machine(counting, { files: user }));
  assert.match(notes.at(-1) ?? '', 'sysctl -w kernel.perf_event_paranoid=1');
});

test('in a container, where filters know other ids, threads are counted one by one', async () => {
  const host = machine(
    (process) => {
      assert.not(process.args.includes('--filter'));
      obedient(process, perf61OfCpus);
    },
    { files: { '/proc/2/comm': 'sh\n' } },
  );
  assert.match((await evidenceOn(host)).notes.join(), 'counted by thread');
});

test('killed in the middle', async () => {
  const host = machine((process) => {
    process.onLine((line) => {
      if (line === 'enable') process.print('ack\n');
      else process.exit({ code: null, signal: 'SIGKILL' });
    });
  });
  assert.match(await failureOn(host), 'perf was ended by SIGKILL');
});

test('writes nothing', async () => {
  const host = machine((process) => {
    obedient(process, '');
  });
  assert.match(await failureOn(host), 'perf stat wrote no counters, but: nothing');
});

test('the process is gone', async () => {
  const host = machine(counting);
  await host.files.remove('/proc/77');
  assert.match(await failureOn(host), 'process 77 had ended before perf could be attached');
});

test('a full disk takes only the file', async () => {
  const host = machine(counting);
  host.files.fail = new Error('ENOSPC: no space left on device');
  const { metrics, artifacts, notes } = await evidenceOn(host);
  assert.ok(metrics.length > 0);
  assert.equal(artifacts, []);
  assert.is(notes.at(-1), 'perf-stat.txt could not be written: ENOSPC: no space left on device');
});

test('probe and attach say what is missing', async () => {
  const availability = await perfStat.probe(fakeHost());
  assert.is(availability.available, false);
  assert.match(await failureOn(fakeHost()), 'perf is not installed; apt-get install linux-perf');
});

test.run();
