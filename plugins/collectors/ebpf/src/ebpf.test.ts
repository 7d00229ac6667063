import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Evidence } from '@wiretax/core';
import { type FakeHost, type ScriptedProcess, withTime } from '@wiretax/core/testing';
import { ebpf } from './ebpf.js';
import { counting, machine, maps, rejectionOf, start, target } from './machine.test.support.js';

async function gather(host: FakeHost): Promise<Evidence> {
  const attachment = await ebpf.attach(target(host));
  return withTime(host.clock, attachment.detach());
}

test('attaches to the process, and hands in metrics and folded stacks', async () => {
  const started: ScriptedProcess[] = [];
  const host = machine({
    script: (process) => {
      started.push(process);
      counting(process);
    },
  });
  const { metrics, artifacts, notes } = await gather(host);
  assert.equal(started[0]?.args.slice(0, 3), ['-f', 'json', '-e']);
  assert.is(started[0]?.args.at(-1), '40');
  assert.ok(metrics.some(({ name }) => name === 'off-cpu.main-thread.time'));
  assert.equal(artifacts, [{ file: 'off-cpu.folded', mediaType: 'text/plain' }]);
  assert.match(host.files.texts.get('/trial/off-cpu.folded') ?? '', 'main-thread;event-wait;');
  assert.match(notes.join(), 'of all threads');
  assert.is(host.running.size, 0);
});

test('begins when all probes are attached', async () => {
  const processes: ScriptedProcess[] = [];
  let began = false;
  const host = machine({ script: (process) => void processes.push(process) });
  const attaching = ebpf.attach(target(host)).then((attachment) => {
    began = true;
    return attachment;
  });
  while (processes.length === 0) await Promise.resolve();
  const [process] = processes;
  assert.ok(process);
  for (const part of [
    '{"type": "attached_probes", "data": {"probes": 4}}\n{"type": "pri',
    'ntf", "data": ',
  ]) {
    process.print(part);
    await Promise.resolve();
    assert.not(began);
  }
  process.print('"attached\\n"}\n');
  await attaching;
  assert.ok(began);
});

test('asks again when bpftrace takes no notice', async () => {
  let signals = 0;
  const host = machine({
    script: (process) => {
      start(process);
      process.onSignal(() => {
        signals += 1;
        if (signals < 3) return;
        process.print(`\n\n${maps}`);
        process.exit();
      });
    },
  });
  assert.ok((await gather(host)).metrics.length > 0);
  assert.is(signals, 3);
});

test('doesn’t interrupt it while it prints', async () => {
  const signals: string[] = [];
  const host = machine({
    script: (process) => {
      start(process);
      process.onSignal((signal) => {
        signals.push(signal);
        process.print(`\n\n${maps.slice(0, 100)}`);
      });
    },
  });
  assert.match(await rejectionOf(gather(host)), 'bpftrace brought nothing: it was ended by SIGKILL');
  assert.equal(signals, ['SIGINT']);
  assert.is(host.running.size, 0);
});

test('a bpftrace that ends in the middle fails the entry', async () => {
  for (const [exit, said] of [
    [{ code: null, signal: 'SIGKILL' }, 'it was ended by SIGKILL'],
    [{ code: 1 }, 'it ended with code 1'],
  ] as const) {
    const processes: ScriptedProcess[] = [];
    const host = machine({
      script: (process) => {
        processes.push(process);
        counting(process);
      },
    });
    const attachment = await ebpf.attach(target(host));
    processes[0]?.exit(exit);
    await Promise.resolve();
    assert.match(await rejectionOf(attachment.detach()), `in the middle of the window: ${said}`);
  }
});

test('a file that can’t be written is a note, and the metrics stand', async () => {
  const host = machine();
  host.files.fail = new Error('ENOSPC: no space left on device, write');
  const { metrics, artifacts, notes } = await gather(host);
  assert.ok(metrics.length > 0);
  assert.equal(artifacts, []);
  assert.match(notes.join(), 'there is no off-cpu.folded: ENOSPC');
});

test('an interrupted run kills it', async () => {
  const controller = new AbortController();
  const host = machine();
  const attachment = await ebpf.attach(target(host, controller.signal));
  controller.abort(new Error('stop'));
  assert.is(host.running.size, 0);
  assert.match(await rejectionOf(attachment.detach()), 'SIGKILL');
  assert.match(await rejectionOf(ebpf.attach(target(machine(), controller.signal))), 'stop');
});

test('a process that has ended', async () => {
  const host = machine();
  await host.files.remove('/proc/40');
  assert.match(await rejectionOf(ebpf.attach(target(host))), 'process 40 has ended');
});

test.run();
