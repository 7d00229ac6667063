import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CollectorTarget, Evidence } from '@wiretax/core';
import { type FakeHost, fakeHost, type ScriptedProcess } from '@wiretax/core/testing';
import { flamegraph } from './collector.js';

const root = 'CapEff:\t000001ffffffffff\n';
const user = 'CapEff:\t0000000000000000\n';
const sample =
  'node 7/7 \n\t  7bb12b uv_run (/usr/bin/node)\n\t 14d1546 JS:*f node:net:1:2 (/tmp/perf-7.map)\n\n';

interface Machine {
  readonly status?: string;
  readonly paranoid?: string;
  readonly kptr?: string;
  readonly map?: string;
  /** What perf record does when it is told to end. */
  readonly end?: (record: ScriptedProcess) => void;
  readonly script?: (script: ScriptedProcess) => void;
}

function machine({ status = root, paranoid = '2', kptr = '0', map, end, script }: Machine): FakeHost {
  return fakeHost({
    commands: { perf: () => ({ stdout: 'perf version 6.1.187\n' }) },
    files: {
      '/proc/self/status': status,
      '/proc/sys/kernel/perf_event_paranoid': `${paranoid}\n`,
      '/proc/sys/kernel/kptr_restrict': `${kptr}\n`,
      '/proc/7': '',
      ...(map === undefined ? {} : { '/tmp/perf-7.map': map }),
    },
    script: (process) => {
      if (process.args[0] === 'record') {
        process.onLine(() => {
          process.print('ack\n');
        });
        process.onSignal(() => {
          if (end === undefined) process.exit();
          else end(process);
        });
      } else {
        // Whoever started it must have had the time to listen.
        setImmediate(() => {
          if (script === undefined) process.print(sample.repeat(3));
          else script(process);
          process.exit();
        });
      }
    },
  });
}

function target(host: FakeHost, options: Readonly<Record<string, unknown>> = {}): CollectorTarget {
  const { signal } = new AbortController();
  return {
    pid: 7,
    peer: 'server',
    half: 'server',
    pids: [7],
    window: 'profile',
    directory: '/evidence',
    host,
    options,
    signal,
  };
}

async function gather(host: FakeHost, options?: Readonly<Record<string, unknown>>): Promise<Evidence> {
  const attachment = await flamegraph.attach(target(host, options));
  return attachment.detach();
}

test('CPU time by category, shares, and two files', async () => {
  const host = machine({ map: '10 8 JS:*f node:net:1:2\n' });
  const { metrics, artifacts, notes } = await gather(host, { frequencyHz: 100 });
  const valueOf = (name: string): number | undefined => metrics.find((each) => each.name === name)?.value;
  assert.is(valueOf('samples'), 3);
  assert.is(valueOf('cpu.event-loop'), 3 * 1e7);
  assert.is(valueOf('cpu.harness'), 0);
  assert.is(valueOf('categorised'), 1);
  assert.is(valueOf('frames.javascript.named'), 1);
  assert.equal(artifacts, [
    { file: 'stacks.folded', mediaType: 'application/vnd.wiretax.folded' },
    { file: 'flame.html', mediaType: 'text/html' },
  ]);
  assert.is(await host.files.read('/evidence/stacks.folded'), 'node;f node:net:1_[j];uv_run 3\n');
  assert.equal(notes, []);
  assert.not(await host.files.exists('/tmp/perf-7.map'));
});

test('no samples are no failure', async () => {
  const { metrics, artifacts, notes } = await gather(machine({ map: '', script: () => undefined }));
  assert.equal(metrics, [{ name: 'samples', value: 0, unit: 'count', kind: 'counter' }]);
  assert.equal(artifacts, []);
  assert.match(notes.join(), 'no samples');
});

test('a process without names of functions', async () => {
  const unnamed = sample.replace('JS:*f node:net:1:2', '[unknown]');
  const { metrics, notes } = await gather(
    machine({
      script: ({ print }) => {
        print(unnamed);
      },
    }),
  );
  assert.is(metrics.find(({ name }) => name === 'frames.javascript.named')?.value, 0);
  assert.match(notes.join(), 'V8 has written no names');
  assert.match(notes.join(), /no names in 100\.0 % .* --perf-basic-prof/);
});

test('a perf that is killed, and a file that can’t be read', async () => {
  const killed = machine({
    map: '',
    end: ({ exit }) => {
      exit({ code: null, signal: 'SIGKILL' });
    },
  });
  await gather(killed).then(
    () => assert.unreachable(),
    (reason: unknown) => {
      assert.match(String(reason), 'SIGKILL');
    },
  );
  assert.not(await killed.files.exists('/tmp/perf-7.map'));
  const unreadable = machine({
    map: '',
    script: ({ printError, exit }) => {
      printError('incompatible file format\n');
      exit({ code: 255 });
    },
  });
  await gather(unreadable).then(
    () => assert.unreachable(),
    (reason: unknown) => {
      assert.match(String(reason), 'can’t read what perf recorded: incompatible file format');
    },
  );
});

test('partial readings say so', async () => {
  const host = machine({
    map: '',
    end: ({ printError, exit }) => {
      printError('[ perf record: perf size limit reached (195313 KB), stopping session ]\n');
      exit();
    },
    script: ({ print, printError, exit }) => {
      print(sample.repeat(2) + sample.slice(0, 30));
      printError('Warning:\nProcessed 12 events and lost 3 chunks!\n');
      exit({ code: 1 });
    },
  });
  const { metrics, notes } = await gather(host);
  assert.is(metrics.find(({ name }) => name === 'samples')?.value, 2);
  assert.match(notes.join(), 'perf.data was full');
  assert.match(notes.join(), 'lost 3 chunks');
  assert.match(notes.join(), 'only the first 2 samples were read: perf script failed');
});

test('what may not be seen is said, with the sysctl', async () => {
  const hidden = await gather(machine({ map: '', kptr: '2' }));
  assert.match(hidden.notes.join(), 'sysctl -w kernel.kptr_restrict=0');
  const ofUser = await gather(machine({ map: '', status: user }));
  assert.match(ofUser.notes.join(), /user space only.*sysctl -w kernel\.perf_event_paranoid=1/);
});

test('without perf or the right to use it, the alternative is named', async () => {
  const bare = await flamegraph.probe(fakeHost());
  assert.match(
    JSON.stringify(bare),
    /perf is not installed.*apt-get install linux-perf.*--collect cpu-profile/,
  );
  const forbidden = machine({ status: user, paranoid: '3' });
  assert.match(
    JSON.stringify(await flamegraph.probe(forbidden)),
    /kernel\.perf_event_paranoid is 3.*cpu-profile/,
  );
  await gather(forbidden).then(
    () => assert.unreachable(),
    (reason: unknown) => {
      assert.match(String(reason), 'perf_event_paranoid=1');
    },
  );
});

test('perf is asked for the window only, at the frequency that was asked for', async () => {
  const asked: (readonly string[])[] = [];
  const host = machine({ map: '' });
  const spawn: FakeHost['spawn'] = (command, args, options) => {
    asked.push(args);
    return host.spawn(command, args, options);
  };
  await gather({ ...host, spawn }, { frequencyHz: 250, maxBytes: 2_048_000, keep: true });
  assert.match(
    asked[0]?.join(' ') ?? '',
    /^record -D -1 .*--max-size 2000K -F 250 -g -o \/evidence\/perf\.data -p 7$/,
  );
  assert.match(asked[1]?.join(' ') ?? '', '-F comm,pid,tid,ip,sym,dso --no-inline');
});

test.run();
