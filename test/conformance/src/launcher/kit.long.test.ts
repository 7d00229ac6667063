import type { Child, Host, Launcher, Plugin, Seat } from '@wiretax/core';
import { definePlugin } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examine, type Examined } from '../failing-cases.test.support.js';
import { testLauncher } from './kit.js';

/** What was started here; broken launchers leave some of it running. */
const started: Child[] = [];

type Flaw = (seat: Seat, host: Host) => Partial<Seat>;

/** Opens a seat on this machine, with what a flaw puts in the place of its members. */
function launcherWith(flaw: Flaw = () => ({}), changes: Partial<Launcher> = {}): Launcher {
  return {
    probe: () => Promise.resolve({ available: true }),
    open: ({ host, signal }) => {
      if (signal.aborted) return Promise.reject(signal.reason as Error);
      const running = new Set<Child>();
      const seat: Seat = {
        address: '127.0.0.1',
        start: ([program = '', ...words]) => {
          const child = host.spawn(program, words);
          started.push(child);
          running.add(child);
          void child.exited.then(() => running.delete(child));
          return child;
        },
        why: () => Promise.resolve(undefined),
        close: async () => {
          for (const child of running) child.kill('SIGKILL');
          await Promise.all([...running].map(({ exited }) => exited));
        },
      };
      return Promise.resolve({ ...seat, ...flaw(seat, host) });
    },
    ...changes,
  };
}

function pluginWith(launcher: Launcher, name = 'sample'): Plugin {
  return definePlugin({
    name: 'wiretax-plugin-sample',
    api: 2,
    apply(bench) {
      bench.launchers.add(name, launcher);
    },
  });
}

function throughShell(host: Host, words: readonly string[]): Child {
  const child = host.spawn('sh', ['-c', words.join(' ')]);
  started.push(child);
  return child;
}

const noClose = { close: () => Promise.resolve() };

const broken: readonly (readonly [fails: string, launcher: Launcher])[] = [
  [
    'says whether it can work here',
    launcherWith(undefined, { probe: () => Promise.resolve({ available: false, missing: '', remedy: '' }) }),
  ],
  ['tells at which address its machine is reached', launcherWith(() => ({ address: '' }))],
  ['hands words on as they are', launcherWith((_, host) => ({ start: (argv) => throughShell(host, argv) }))],
  [
    'carries what is written, both ways, without a change',
    launcherWith((seat) => ({
      start: (argv) => {
        const child = seat.start(argv);
        return {
          ...child,
          write: (text) => {
            child.write(text.replaceAll('\t', ' '));
          },
        };
      },
    })),
  ],
  [
    'lets the end of the input be seen there',
    launcherWith((seat) => ({ start: (argv) => ({ ...seat.start(argv), end: () => undefined }) })),
  ],
  ['tells how the process ended', launcherWith(() => ({ why: () => Promise.resolve('') }))],
  [
    'starts another process after the first has ended',
    launcherWith((seat) => {
      let started = 0;
      return {
        start: (argv) => {
          if ((started += 1) > 1) throw new Error('the seat is taken');
          return seat.start(argv);
        },
      };
    }),
  ],
  ['ends with its seat what still runs there', launcherWith(() => noClose)],
  [
    'closes twice',
    launcherWith((seat) => {
      let closed = false;
      return {
        close: async () => {
          if (closed) throw new Error('it is closed');
          closed = true;
          await seat.close();
        },
      };
    }),
  ],
  [
    'opens nothing for a signal that has aborted',
    launcherWith(undefined, {
      open: (order) => launcherWith().open({ ...order, signal: new AbortController().signal }),
    }),
  ],
];

const examined = (plugin: Plugin): Promise<Examined> =>
  examine(testLauncher, { plugin, name: 'sample', limitMs: 3000 });

test('a right launcher passes every case, and every case has a broken one', async () => {
  const { cases, failures } = await examined(pluginWith(launcherWith()));
  assert.equal([...failures], []);
  assert.equal(
    cases.filter((name) => !broken.some(([fails]) => fails === name)),
    ['is provided by the plugin'],
  );
});

test('a launcher of another name fails every case', async () => {
  const { cases, failures } = await examined(pluginWith(launcherWith(), 'other'));
  assert.equal([...failures.keys()], cases);
});

for (const [fails, launcher] of broken) {
  test(`fails ${fails}`, async () => {
    const { failures } = await examined(pluginWith(launcher));
    assert.ok(failures.has(fails), [...failures].join('\n'));
  });
}

test.after(() => {
  for (const child of started) child.kill('SIGKILL');
});

test.run();
