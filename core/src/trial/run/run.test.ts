import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { TrialRecord } from '../../contract/trial-record.js';
import { withTime } from '../../testing/fake-clock.js';
import { type FakeHost, fakeHost } from '../../testing/fake-host.js';
import { scriptedPeer } from '../../testing/scripted-peer.js';
import { use } from '../../testing/sample-experiment.js';
import { resume, run, runId } from './run.js';
import type { RunObserver } from './session.js';
import { experiment, hostWith, kernelOn, never, quiet, request, storedTrials } from './run.test.support.js';

test('every trial runs once, is stored, and leaves no process', async () => {
  const host = hostWith();
  const outcome = await run(request(kernelOn(host)));
  assert.is(storedTrials(host).length, 8);
  assert.is(new Set(storedTrials(host).map(({ cell, trial }) => `${cell} ${String(trial)}`)).size, 8);
  assert.is(outcome.failedTrials, 0);
  assert.is(outcome.interrupted, false);
  assert.is(host.running.size, 0);
  const [row] = outcome.results.rows;
  assert.is(row?.cell.id, 'tcp.64B.c1');
  assert.is(row?.response.count, 20_000);
  assert.is(row?.verdict, 'valid');
  assert.not.ok([...host.files.texts.keys()].some((path) => path.endsWith('lock')));
});

test('phases run in order with taps in between, and teardown after a failure too', async () => {
  const seen: string[] = [];
  const host = hostWith({ warmup: () => new Error('too hot') });
  const kernel = kernelOn(host, ({ hooks }) => {
    for (const phase of ['setup', 'pin', 'warmup', 'measure', 'profile', 'teardown'] as const) {
      hooks[phase].tap('look', ({ peers, endpoint }) =>
        seen.push(`${phase} ${String(peers().length)} ${endpoint()?.link ?? '-'}`),
      );
    }
  });
  const outcome = await withTime(
    host.clock,
    run(
      request(kernel, {
        experiment: {
          ...experiment,
          repetitions: 1,
          exclude: [{ concurrency: [1] }, { transport: [use('rest')] }],
        },
      }),
    ),
  );
  assert.equal(seen, ['setup 2 tcp', 'pin 2 tcp', 'teardown 2 tcp']);
  const [record] = storedTrials(host);
  assert.is(record?.status, 'failed');
  assert.equal(record?.verdicts, ['failed']);
  assert.is(record?.error?.message, 'client: too hot');
  assert.is(record?.error?.phase, 'warmup');
  assert.is(outcome.results.rows[0]?.reasons[0], 'client: too hot');
  assert.is(host.running.size, 0);
});

test('a trial that fails by something without a code has one', async () => {
  const host: FakeHost = {
    ...hostWith(),
    spawn: () => {
      throw new Error('no process is left');
    },
  };
  await withTime(host.clock, run(request(kernelOn(host))));
  const [record] = storedTrials(host);
  const { code, message } = record?.error ?? {};
  assert.equal([code, message], ['E_TRIAL', 'no process is left']);
});

test('when a peer dies, that is the reason, not what the other peer made of it', async () => {
  const host = fakeHost({
    script: (process) => {
      let isServer = false;
      scriptedPeer({
        start: ({ half }) => {
          isServer = half === 'server';
          if (isServer) process.onSignal(() => undefined);
          return { endpoint: { link: 'tcp', address: '127.0.0.1:1' } };
        },
        open: () => {
          if (!isServer) return null;
          queueMicrotask(() => {
            process.printError('segfault\n');
            process.exit({ code: 139 });
          });
          return null;
        },
        record: () => new Error('call 5 failed: socket hang up'),
      })(process);
    },
  });
  await withTime(host.clock, run(request(kernelOn(host), { experiment: { ...experiment, repetitions: 1 } })));
  for (const { error } of storedTrials(host)) {
    assert.match(error?.message ?? '', 'the server peer exited with code 139; its last lines are under');
    assert.equal(error?.log, ['server: segfault']);
  }
});

test('an interruption keeps what is finished; resuming runs the rest in the same order', async () => {
  const host = hostWith();
  const controller = new AbortController();
  const order: string[] = [];
  const watch: RunObserver = {
    ...quiet,
    trialStarted: ({ cell, trial }) => order.push(`${cell.id} ${String(trial)}`),
    trialFinished: (_, index) => {
      if (index === 2) controller.abort(new Error('interrupted'));
    },
  };
  const first = await run(request(kernelOn(host), { signal: controller.signal, observer: watch }));
  assert.is(first.interrupted, true);
  assert.is(storedTrials(host).length, 3);

  const [path = ''] = [...host.files.texts.keys()].filter((key) => key.endsWith('trials.jsonl'));
  host.files.texts.set(path, `${host.files.texts.get(path) ?? ''}{"schema":1,"cell":"tcp.64`);
  const second = await resume({
    kernel: kernelOn(host),
    directory: first.results.directory,
    signal: never,
    observer: { ...watch, trialFinished: () => undefined },
  });
  assert.is(second.interrupted, false);
  assert.is(storedTrials(host).length, 8);
  assert.is(new Set(order).size, 8);

  const whole = hostWith();
  const straight: string[] = [];
  await run(
    request(kernelOn(whole), {
      observer: {
        ...quiet,
        trialStarted: ({ cell, trial }: { cell: { id: string }; trial: number }) =>
          straight.push(`${cell.id} ${String(trial)}`),
      },
    }),
  );
  assert.equal(order, straight);
  assert.is(second.results.manifest.resumedAt.length, 1);
});

test('an interruption within a trial leaves no record of it and no process', async () => {
  const controller = new AbortController();
  const host = hostWith({
    warmup: () => {
      controller.abort(new Error('interrupted'));
      return undefined;
    },
  });
  const outcome = await withTime(host.clock, run(request(kernelOn(host), { signal: controller.signal })));
  assert.is(outcome.interrupted, true);
  assert.is(storedTrials(host).length, 0);
  assert.is(host.running.size, 0);
});

test('the ceiling is measured first and kept out of the matrix; a fast transport is held against it', async () => {
  const host = hostWith();
  const outcome = await run(request(kernelOn(host), { experiment: { ...experiment, ceiling: true } }));
  assert.is(outcome.results.rows.length, 4);
  assert.equal(
    outcome.results.controls.map(({ cell }) => cell.id),
    ['ceiling.64B.c1', 'ceiling.64B.c10'],
  );
  assert.ok(outcome.results.rows.every(({ verdict }) => verdict === 'harness-limited'));
});

test('an open load is not held against the ceiling, which is offered no more than it', async () => {
  const kernel = kernelOn(hostWith(), ({ loads }) => {
    loads.add('open', { kind: 'open', pace: () => Promise.reject(new Error('not in the coordinator')) });
  });
  const outcome = await run(
    request(kernel, {
      experiment: { ...experiment, axes: { ...experiment.axes, load: [use('open')] }, ceiling: true },
    }),
  );
  assert.ok(outcome.results.rows.every(({ verdicts }) => !verdicts.includes('harness-limited')));
});

test("a folder that can not be written is the user's to mend, and nothing ran", async () => {
  const host = hostWith();
  host.files.fail = new Error('EACCES: permission denied');
  try {
    await run(request(kernelOn(host)));
    assert.unreachable();
  } catch (thrown) {
    const { code, exitCode, message } = thrown as { code: string; exitCode: number; message: string };
    assert.is(code, 'E_OUT_UNWRITABLE');
    assert.is(exitCode, 2);
    assert.match(message, 'choose another folder with --out');
  }
});

test('a queue that drains is waited for, in the warm-up and in the window', async () => {
  const drainMs = 60_000;
  const progress = '{"v":1,"event":"progress","progress":{"calls":5,"p50Ns":1,"p99Ns":2}}\n';
  const host = fakeHost({
    script: (process) => {
      let role = '';
      const drain = async (answer: () => void): Promise<void> => {
        for (let waitedMs = 0; waitedMs < drainMs; waitedMs += 500) {
          await host.clock.sleep(500);
          process.print(progress);
        }
        answer();
      };
      scriptedPeer()({
        ...process,
        onLine: (listener) => {
          process.onLine((line) => {
            const { name, ask } = JSON.parse(line) as { name: string; ask: { half?: string } | null };
            role = ask?.half ?? role;
            if (role !== 'client' || !['warmup', 'record'].includes(name)) listener(line);
            else void drain(() => listener(line));
          });
        },
      });
    },
  });
  const stop = { durationMs: 1000 };
  await withTime(host.clock, run(request(kernelOn(host), { experiment: { ...experiment, stop } })));
  const stored = storedTrials(host).map(({ status, error }) => error ?? status);
  assert.ok(stored.length > 0 && stored.every((each) => each === 'completed'), JSON.stringify(stored));
});

test('a run never takes the folder of another, and leaves it as it is', async () => {
  const host = hostWith();
  const { results } = await run(request(kernelOn(host), { id: 'same' }));
  const before = new Map(host.files.texts);
  try {
    await run(request(kernelOn(host), { id: results.manifest.id }));
    assert.unreachable();
  } catch (thrown) {
    assert.match((thrown as Error).message, /there is a run of this name already; choose another folder/);
  }
  assert.equal([...host.files.texts], [...before]);
});

test('ids of runs that start in the same second differ', () => {
  const now = new Date(0);
  const ids = Array.from({ length: 1000 }, () => runId(now, 'a b'));
  assert.is(new Set(ids).size, ids.length);
  assert.ok(ids.every((id) => /^19700101-000000-a-b-[0-9a-f]{8}$/.test(id)));
});

test('what another process did to a run before it was locked is not undone', async () => {
  const host = hostWith();
  const { results } = await run(request(kernelOn(host)));
  const { directory, manifest } = results;
  const lockFolder = host.files.lockFolder.bind(host.files);
  let others = 0;
  host.files.lockFolder = async (path) => {
    others += 1;
    if (others === 1) {
      const resumedAt = ['2026-01-01T00:00:00.000Z'];
      const conditions = [...(manifest.conditions ?? []), { ...manifest.conditions?.[0], session: 2 }];
      const text = JSON.stringify({ ...manifest, resumedAt, conditions });
      host.files.texts.set(`${directory}/manifest.json`, text);
    }
    return lockFolder(path);
  };
  const outcome = await resume({ kernel: kernelOn(host), directory, signal: never, observer: quiet });
  assert.is(others, 2);
  assert.is(outcome.results.manifest.resumedAt.length, 2);
});

test('a disk that fills up ends the run and keeps what is finished', async () => {
  const host = hostWith();
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  try {
    await run(
      request(kernelOn(host), {
        observer: {
          ...quiet,
          trialFinished: (_: TrialRecord, index: number) => {
            if (index === 1) host.files.fail = full;
          },
        },
      }),
    );
    assert.unreachable();
  } catch (thrown) {
    assert.match((thrown as Error).message, 'ENOSPC');
  }
  assert.is(storedTrials(host).length, 2);
  assert.is(host.running.size, 0);
});

test('a peer that can not write its part ends the run, as its trial is to be run again', async () => {
  const full = Object.assign(new Error("can't write response.hlog: ENOSPC"), { code: 'E_WRITE' });
  const host = hostWith({ results: () => full });
  try {
    await withTime(host.clock, run(request(kernelOn(host))));
    assert.unreachable();
  } catch (thrown) {
    assert.match((thrown as Error).message, "client: can't write response.hlog: ENOSPC");
  }
  assert.is(storedTrials(host).length, 0);
  assert.is(host.running.size, 0);
});

test.run();
