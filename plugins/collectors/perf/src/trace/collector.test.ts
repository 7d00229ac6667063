import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Evidence } from '@wiretax/core';
import { fakeHost, withTime } from '@wiretax/core/testing';
import type { FakeHost, ScriptedProcess } from '@wiretax/core/testing';
import { machine, obedient, targetOn, user } from '../scripted-perf.test.support.js';
import { perfTrace } from './collector.js';
import { script61, strace61 } from './tracing-output.test.support.js';

const withStrace = { strace: () => ({ stdout: 'strace -- version 6.1\n' }) };
const withBoth = { ...withStrace, perf: () => ({ stdout: 'perf version 6.1.187\n' }) };

/** Records what it is told to, and writes it out as it was captured. */
function tracing(process: ScriptedProcess, script = script61, recorded = ''): void {
  if (process.command === 'strace') {
    const [attached = '', ...summary] = strace61.split(/(?<=\n)/);
    queueMicrotask(() => {
      process.printError(attached);
    });
    obedient(process, summary.join(''));
  } else if (process.args[0] === 'record') obedient(process, recorded);
  else
    queueMicrotask(() => {
      // In pieces, as pipes have it.
      for (let at = 0; at < script.length; at += 37) process.print(script.slice(at, at + 37));
      process.exit();
    });
}

async function evidenceOn(host: FakeHost): Promise<Evidence> {
  const attachment = await perfTrace.attach(targetOn(host));
  return attachment.detach();
}

async function failureOn(host: FakeHost): Promise<string> {
  return evidenceOn(host).then(
    () => 'none',
    (thrown: unknown) => String(thrown),
  );
}

const valueOf = ({ metrics }: Evidence, wanted: string): number | undefined =>
  metrics.find(({ name }) => name === wanted)?.value;

test('system calls with their times; the recording is not kept', async () => {
  const host = machine((process) => {
    host.files.texts.set('/evidence/perf.data', '');
    tracing(process);
  });
  const evidence = await evidenceOn(host);
  assert.is(valueOf(evidence, 'syscalls.openat.calls'), 1);
  assert.is(valueOf(evidence, 'syscalls.openat.time'), 1807);
  assert.is(valueOf(evidence, 'syscalls.openat.p50'), undefined);
  assert.equal(evidence.notes, []);
  assert.equal(evidence.artifacts, [{ file: 'system-calls.csv', mediaType: 'text/csv' }]);
  assert.match(host.files.texts.get('/evidence/system-calls.csv') ?? '', 'openat,1,0,1807,,\n');
  assert.not(host.files.texts.has('/evidence/perf.data'));
  assert.is(host.running.size, 0);
});

test('a trace that was full is scaled up, and says so', async () => {
  const full = 'perf size limit reached (200000 KB), stopping session';
  const host = machine((process) => {
    tracing(process, script61, full);
  });
  const attachment = await perfTrace.attach(targetOn(host));
  await host.clock.advance(10);
  const evidence = await attachment.detach();
  assert.ok((valueOf(evidence, 'syscalls.openat.calls') ?? 0) > 1);
  assert.match(evidence.notes.join(), 'scaled up from 0.0 s of 0.0 s');
});

test('a trace that takes too long to read is read in part', async () => {
  const host = machine((process) => {
    if (process.args[0] === 'record') tracing(process);
    else
      queueMicrotask(() => {
        process.print(script61);
      });
  });
  const { notes } = await withTime(host.clock, evidenceOn(host));
  assert.match(notes.join(), 'more system calls than a trace may hold');
  assert.is(host.running.size, 0);
});

test('nothing was traced', async () => {
  const { metrics, notes } = await evidenceOn(
    machine((process) => {
      tracing(process, '\n');
    }),
  );
  assert.equal(metrics, []);
  assert.equal(notes, ['no system call began and ended in the window']);
});

test('where perf may not trace, strace does', async () => {
  const host = machine(tracing, { files: user, commands: withBoth });
  const evidence = await evidenceOn(host);
  assert.is(valueOf(evidence, 'syscalls.futex.errors'), 2);
  assert.match(evidence.notes.join(), 'traced by strace, as perf may not trace system calls');
  assert.equal(await perfTrace.probe(host), {
    available: true,
    note: 'traced by strace, as perf may not trace system calls: kernel.perf_event_paranoid is 2',
  });
});

test('where perf is missing or refuses, strace traces', async () => {
  const missing = await evidenceOn(machine(tracing, { commands: withStrace }));
  assert.match(missing.notes.join(), 'traced by strace, as perf is not installed');
  const refusing = machine(
    (process) => {
      if (process.command === 'strace') tracing(process);
      else
        process.onLine(() => {
          process.printError('No permission\n');
          process.exit({ code: 255 });
        });
    },
    { commands: withBoth },
  );
  assert.match(
    (await evidenceOn(refusing)).notes.join(),
    'traced by strace, as perf ended with code 255: No permission',
  );
});

test('strace writes no table when it saw no call', async () => {
  const idle = (process: ScriptedProcess): void => {
    queueMicrotask(() => {
      process.printError('strace: Process 77 attached with 2 threads\n');
    });
    obedient(process, 'strace: Process 77 detached\nstrace: Process 78 detached\n');
  };
  const evidence = await evidenceOn(machine(idle, { commands: withStrace }));
  assert.is(evidence.metrics.filter(({ name }) => name.endsWith('.calls')).length, 0);
});

test('strace that may not attach says the sysctl', async () => {
  const host = machine(
    (process) => {
      queueMicrotask(() => {
        process.printError('strace: attach: ptrace(PTRACE_SEIZE, 77): Operation not permitted\n');
        process.exit({ code: 1 });
      });
    },
    { commands: withStrace },
  );
  assert.match(await failureOn(host), 'sysctl -w kernel.yama.ptrace_scope=0');
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

test('a full disk', async () => {
  const host = machine((process) => {
    process.onLine((line) => {
      if (line === 'enable') {
        process.print('ack\n');
        return;
      }
      process.printError('failed to write perf data, error: No space left on device\n');
      process.exit({ code: 255 });
    });
  });
  assert.match(
    await failureOn(host),
    'perf ended with code 255: failed to write perf data, error: No space left on device',
  );
});

test('the recording can’t be read', async () => {
  const host = machine((process) => {
    if (process.args[0] === 'record') tracing(process);
    else
      queueMicrotask(() => {
        process.printError('incompatible file format\n');
        process.exit({ code: 255 });
      });
  });
  assert.match(await failureOn(host), 'perf script failed: incompatible file format');
});

test('the process is gone', async () => {
  const host = machine(tracing);
  await host.files.remove('/proc/77');
  assert.match(await failureOn(host), 'process 77 had ended');
});

test('neither is there', async () => {
  assert.equal(await perfTrace.probe(fakeHost()), {
    available: false,
    missing: 'perf is not installed, and strace is not installed',
    remedy: 'apt-get install linux-perf, or leave it out with --collect none; or apt-get install strace',
  });
  assert.match(await failureOn(fakeHost()), 'perf is not installed, and strace');
});

test.run();
