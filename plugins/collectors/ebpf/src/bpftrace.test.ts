import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { FakeHost } from '@wiretax/core/testing';
import { refused } from './bpftrace-output.test.support.js';
import { ebpf } from './ebpf.js';
import { files, machine, rejectionOf, target } from './machine.test.support.js';

/** Why it can’t work there, from `probe` and from `attach`, which must agree. */
async function missingOn(host: FakeHost): Promise<string> {
  const answer = await ebpf.probe(host);
  assert.ok(!answer.available);
  assert.match(await rejectionOf(ebpf.attach(target(host))), answer.missing);
  return `${answer.missing}; ${answer.remedy}`;
}

test('probes', async () => {
  assert.equal(await ebpf.probe(machine()), { available: true });
});

test('says what is missing: Linux, bpftrace, root, capabilities, tracefs, the tracepoint', async () => {
  const status = (text: string): FakeHost => machine({ files: { ...files, '/proc/self/status': text } });
  assert.match(await missingOn(machine({ platform: 'darwin' })), 'Linux only');
  assert.match(await missingOn(machine({ commands: {} })), 'not installed; apt-get install bpftrace');
  assert.match(
    await missingOn(status('Uid:\t1000\t1000\t1000\t1000\n')),
    'the user id is 1000; run wiretax as root',
  );
  assert.match(
    await missingOn(status('Uid:\t0\t0\t0\t0\nCapEff:\t00000000a80425fb\n')),
    'CAP_BPF and CAP_PERFMON',
  );
  const bpfAndPerfmon = await ebpf.probe(status('Uid:\t0\t0\t0\t0\nCapEff:\t000000c000000000\n'));
  assert.ok(bpfAndPerfmon.available);
  const noTracefs = Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith('/sys/')));
  assert.match(await missingOn(machine({ files: noTracefs })), 'mount -t tracefs');
  const old = { ...noTracefs, '/sys/kernel/tracing/events/sched/sched_switch/id': '370\n' };
  assert.match(await missingOn(machine({ files: old })), 'no tracepoint sched:sched_waking');
});

test('says what the kernel refuses', async () => {
  for (const [stderr, said] of [
    [refused.notRoot, 'bpftrace wants root'],
    [refused.noCapabilities, 'the kernel lets bpftrace load no program .it says: .*Operation not permitted'],
    [refused.noTracefs, 'finds no tracepoints of the scheduler'],
    ['', 'can’t trace the scheduler here'],
  ] as const) {
    const host = machine({
      commands: {
        bpftrace: (args) => (args[0] === '--version' ? {} : { code: 1, stderr }),
      },
      script: (process) => {
        process.onSignal(() => undefined);
        queueMicrotask(() => {
          process.printError(stderr);
          process.exit({ code: 1 });
        });
      },
    });
    assert.match(await missingOnKernel(host), new RegExp(said));
  }
});

async function missingOnKernel(host: FakeHost): Promise<string> {
  const answer = await ebpf.probe(host);
  assert.ok(!answer.available);
  assert.is(await rejectionOf(ebpf.attach(target(host))), `Error: ${answer.missing}; ${answer.remedy}`);
  return answer.missing;
}

test.run();
