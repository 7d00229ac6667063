import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CollectorTarget, Evidence } from '@wiretax/core';
import { type FakeHost, fakeHost, type FakeHostOptions } from '@wiretax/core/testing';
import { system } from './system.js';

const status = 'Name:\tnode\nState:\tS (sleeping)\nCpus_allowed_list:\t1\n';

function processStat(ticks: number): string {
  return `40 (node) S 1 1 1 0 -1 4194304 100 0 0 0 ${String(ticks)} 0 5 6 20 0 11 0 900\n`;
}

const files = {
  '/proc/stat':
    'cpu  200 0 200 2000 0 0 20 0 0 0\ncpu0 100 0 100 1000 0 0 10 0\ncpu1 100 0 100 1000 0 0 10 0\n',
  '/proc/40/status': status,
  '/proc/40/stat': processStat(30),
  '/proc/40/task/40/schedstat': '100000000 5000000 10\n',
  '/proc/40/task/41/schedstat': '1000000 2000000 10\n',
  '/proc/40/net/snmp': 'Tcp: MaxConn RetransSegs\nTcp: -1 5\n',
  '/proc/40/net/netstat': 'TcpExt: RcvPruned ListenOverflows\nTcpExt: 1 2\n',
  '/proc/2/task/2/children': '14 15 16 \n',
  '/proc/14/comm': 'ksoftirqd/0\n',
  '/proc/15/comm': 'rcu_preempt\n',
  '/proc/16/comm': 'ksoftirqd/1\n',
  '/proc/14/schedstat': '100 0 1\n',
  '/proc/16/schedstat': '1000 0 1\n',
};
const later = {
  '/proc/stat':
    'cpu  300 0 250 2000 0 0 30 2 0 0\ncpu0 900 0 100 1000 0 0 10 0\ncpu1 150 0 115 1020 1 0 16 3\n',
  '/proc/40/stat': processStat(70),
  '/proc/40/task/40/schedstat': '500000000 9000000 20\n',
  '/proc/40/task/41/schedstat': '2000000 2500000 20\n',
  '/proc/40/net/snmp': 'Tcp: MaxConn RetransSegs\nTcp: -1 8\n',
  '/proc/40/net/netstat': 'TcpExt: RcvPruned ListenOverflows\nTcpExt: 1 3\n',
  '/proc/16/schedstat': '41000 0 1\n',
};
const commands = { getconf: () => ({ stdout: '100\n' }) };

function target(host: FakeHost, signal = new AbortController().signal): CollectorTarget {
  return {
    pid: 40,
    peer: 'server',
    half: 'server',
    pids: [40],
    window: 'measure',
    directory: '/trial',
    host,
    options: {},
    signal,
  };
}

/** The evidence of a window in which the files changed so. */
async function between(
  options: FakeHostOptions,
  changes: Readonly<Record<string, string | undefined>>,
): Promise<Evidence> {
  const host = fakeHost(options);
  const attachment = await system.attach(target(host));
  for (const [path, text] of Object.entries(changes)) {
    if (text === undefined) await host.files.remove(path);
    else await host.files.write(path, text);
  }
  await host.clock.advance(50);
  return attachment.detach();
}

function valuesOf({ metrics }: Evidence): Readonly<Record<string, number>> {
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

async function rejectionOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'none';
  } catch (thrown) {
    return String(thrown);
  }
}

test('what the peer’s CPU did, and what was not the peer', async () => {
  const evidence = await between({ files, commands }, later);
  assert.equal(valuesOf(evidence), {
    window: 50_000_000,
    'cpu.peer': 401_000_000,
    // 50 + 15 ticks of tasks and 6 of interrupts, less the peer's.
    'cpu.others': 710_000_000 - 401_000_000,
    'cpu.softirq': 60_000_000,
    'cpu.irq': 0,
    'cpu.steal': 30_000_000,
    'cpu.idle': 210_000_000,
    'cpu.ksoftirqd': 40_000,
    'run-queue.wait': 4_500_000,
    'tcp.retransmits': 3,
    'tcp.listen-overflows': 1,
    'tcp.receive-pruned': 0,
  });
  assert.match(evidence.notes.join('\n'), 'charges interrupts to the task that they hit');
  assert.match(evidence.notes.join('\n'), 'counts all connections of the system');
  for (const { unit, kind, name } of evidence.metrics) {
    assert.is(unit, name.startsWith('tcp.') ? 'count' : 'ns');
    assert.is(kind, name === 'window' ? 'gauge' : 'counter');
  }
});

test('where interrupts have a time of their own they are not others’', async () => {
  const apart = (text: string): string => text.replace(/^(cpu  .*) 0 (\d+ \d+ 0 0)$/m, '$1 7 $2');
  const evidence = await between(
    { files: { ...files, '/proc/stat': apart(files['/proc/stat']) }, commands },
    { ...later, '/proc/stat': apart(later['/proc/stat']) },
  );
  assert.is(valuesOf(evidence)['cpu.others'], 650_000_000 - 401_000_000);
  assert.not(evidence.notes.join().includes('charges interrupts'));
});

test('ticks are as long as getconf says, or a hundredth of a second', async () => {
  const fine = { getconf: () => ({ stdout: '1000\n' }) };
  const evidence = await between({ files, commands: fine }, later);
  assert.is(valuesOf(evidence)['cpu.idle'], 21_000_000);
  for (const broken of [{}, { getconf: () => ({ stdout: 'what?' }) }]) {
    const guessed = await between({ files, commands: broken }, later);
    assert.is(valuesOf(guessed)['cpu.idle'], 210_000_000);
    assert.match(guessed.notes.join(), 'takes USER_HZ to be 100');
  }
});

test('without schedstat the peer’s time is in ticks, and run-queue.wait is left out', async () => {
  const none = { '/proc/40/task/40/schedstat': '0 0 0\n', '/proc/40/task/41/schedstat': '0 0 0\n' };
  const evidence = await between({ files: { ...files, ...none }, commands }, { ...later, ...none });
  assert.is(valuesOf(evidence)['cpu.peer'], 400_000_000);
  assert.is(valuesOf(evidence)['run-queue.wait'], undefined);
  assert.match(evidence.notes.join(), 'run-queue.wait is left out');
});

test('threads that ended are told', async () => {
  const evidence = await between({ files, commands }, { ...later, '/proc/40/task/41/schedstat': undefined });
  assert.is(valuesOf(evidence)['run-queue.wait'], 4_000_000);
  assert.match(evidence.notes.join(), 'leaves out 1 threads that ended');
});

test('CPUs that changed are told', async () => {
  const moved = { ...later, '/proc/40/status': status.replace('\t1\n', '\t0-1\n') };
  const evidence = await between({ files, commands }, moved);
  assert.match(evidence.notes.join(), 'given other CPUs');
  assert.is(valuesOf(evidence)['cpu.idle'], 210_000_000);
});

test('without TCP’s counters and without kernel threads, as in a container', async () => {
  const bare = Object.fromEntries(
    Object.entries(files).filter(([path]) => !/\/net\/|\/proc\/(2|14|16)\//.test(path)),
  );
  const changed = Object.fromEntries(Object.entries(later).filter(([path]) => path in bare));
  const evidence = await between({ files: bare, commands }, changed);
  assert.equal(
    Object.keys(valuesOf(evidence)).filter((name) => /tcp|ksoftirqd/.test(name)),
    [],
  );
  assert.match(evidence.notes.join(), 'tcp.* is left out');
});

test('no value is below zero, even when the peer seems to have had more than its CPU', async () => {
  const evidence = await between(
    { files, commands },
    { ...later, '/proc/40/task/40/schedstat': '9000000000 9000000 20\n' },
  );
  assert.is(valuesOf(evidence)['cpu.others'], 0);
});

test('a process that has ended', async () => {
  const gone = fakeHost({ files: { '/proc/stat': files['/proc/stat'] }, commands });
  assert.match(await rejectionOf(system.attach(target(gone))), 'process 40 has ended');
  const zombie = fakeHost({
    files: { ...files, '/proc/40/status': status.replace('S (sleeping)', 'Z (zombie)') },
  });
  assert.match(await rejectionOf(system.attach(target(zombie))), 'process 40 has ended');
  const died = between({ files, commands }, { '/proc/40/stat': undefined, '/proc/40/status': undefined });
  assert.match(await rejectionOf(died), 'process 40 has ended');
});

test('an interrupted run attaches nothing', async () => {
  const host = fakeHost({ files, commands });
  assert.match(await rejectionOf(system.attach(target(host, AbortSignal.abort(new Error('stop'))))), 'stop');
});

test('says where it can’t work', async () => {
  assert.equal(await system.probe(fakeHost({ files })), { available: true });
  for (const platform of ['linux', 'darwin']) {
    const host = fakeHost({ platform });
    assert.match(JSON.stringify(await system.probe(host)), '/proc/stat');
    assert.match(await rejectionOf(system.attach(target(host))), '/proc/stat');
  }
});

test.run();
