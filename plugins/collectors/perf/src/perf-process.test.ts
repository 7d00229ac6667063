import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { settle, withTime } from '@wiretax/core/testing';
import type { FakeHost } from '@wiretax/core/testing';
import { PerfRefusal, startPerf } from './perf-process.js';
import { machine, obedient } from './scripted-perf.test.support.js';

const start = (host: FakeHost, signal = new AbortController().signal): ReturnType<typeof startPerf> =>
  startPerf({ host, signal, command: 'stat', args: ['-j'] });

async function reason(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (thrown) {
    if (thrown instanceof Error) return thrown;
  }
  throw new Error('it was not rejected');
}

test('counts from enable to disable', async () => {
  const seen: string[] = [];
  const host = machine((process) => {
    seen.push([process.command, ...process.args].join(' '));
    process.onLine((line) => seen.push(line));
    obedient(process, 'counters');
  });
  const perf = await start(host);
  await perf.disable();
  assert.equal(await perf.finish(), { stderr: 'counters', early: false });
  assert.equal(seen, ['perf stat -D -1 --control fd:0,1 -j', 'enable', 'disable']);
  assert.is(host.running.size, 0);
});

test('perf that ends at once is a refusal with what it said, without its usage text', async () => {
  const host = machine((process) => {
    process.onLine(() => {
      process.printError('Error:\nThe cycles event is not supported.\n\n Usage: perf stat [<options>]\n');
      process.exit({ code: 255 });
    });
  });
  const error = await reason(start(host));
  assert.instance(error, PerfRefusal);
  assert.is(error.message, 'perf ended with code 255: The cycles event is not supported.');
});

test('perf that can’t be started says why', async () => {
  const host = machine((process) => {
    process.onLine(() => {
      process.exit({ code: null, error: 'spawn perf EACCES' });
    });
  });
  assert.match((await reason(start(host))).message, 'can’t be started: spawn perf EACCES');
});

test('perf that doesn’t answer is killed', async () => {
  const host = machine(() => undefined);
  const error = await withTime(host.clock, reason(start(host)));
  assert.is(error.message, 'perf did not begin to count within 10 s');
  assert.is(host.running.size, 0);
});

test('killed in the middle', async () => {
  let kill: () => void = () => undefined;
  const host = machine((process) => {
    obedient(process, '');
    kill = () => {
      process.exit({ code: null, signal: 'SIGKILL' });
    };
  });
  const perf = await start(host);
  kill();
  await settle();
  await perf.disable();
  assert.is((await reason(perf.finish())).message, 'perf was ended by SIGKILL');
});

test('perf that ends with the process that it watches has written its counters', async () => {
  let end: () => void = () => undefined;
  const host = machine((process) => {
    obedient(process, '');
    end = () => {
      process.printError('counters');
      process.exit();
    };
  });
  const perf = await start(host);
  end();
  await settle();
  assert.equal(await perf.finish(), { stderr: 'counters', early: true });
});

test('perf that doesn’t end is killed', async () => {
  const host = machine((process) => {
    process.onLine(() => {
      process.print('ack\n');
    });
    process.onSignal(() => undefined);
  });
  const perf = await start(host);
  const error = await withTime(host.clock, reason(perf.finish(3000)));
  assert.is(error.message, 'perf did not end within 3 s and was killed');
  assert.is(host.running.size, 0);
});

test('an interrupted run kills it', async () => {
  const controller = new AbortController();
  const host = machine((process) => {
    obedient(process, '');
  });
  const perf = await start(host, controller.signal);
  controller.abort(new Error('interrupted'));
  await settle();
  assert.is(host.running.size, 0);
  assert.instance(await reason(perf.finish()), Error);
  assert.is((await reason(start(host, controller.signal))).message, 'interrupted');
});

test.run();
