import type { Child, Launcher, Seat } from '@wiretax/core';
import { nodeHost } from '@wiretax/core/run';
import { setTimeout as sleep } from 'node:timers/promises';
import assert from 'node:assert/strict';
import { type Case, registerCases } from '../cases.js';
import { contributionOf, type Subject } from '../subject.js';

export type { Subject, TestFunction } from '../subject.js';

/** Registers the cases that a launcher must pass, with options under which it opens a seat on a machine that is there, and has Node.js. */
export function testLauncher(subject: Subject): void {
  registerCases(subject, 'launcher', cases(subject));
}

/** What a process may take to end with its seat. */
const endLimitMs = 2_000;

function cases(subject: Subject): readonly Case[] {
  const host = nodeHost();
  const launcher = (): Launcher => contributionOf(subject, 'launchers');
  const open = (from = launcher(), signal = new AbortController().signal): Promise<Seat> =>
    from.open({ run: 'kit', machine: 'kit', options: subject.options ?? {}, host, signal });
  const seated = (work: (seat: Seat) => Promise<void>) => async (): Promise<void> => {
    const seat = await open();
    try {
      await work(seat);
    } finally {
      await seat.close();
    }
  };
  return [
    {
      name: 'is provided by the plugin',
      run: () => {
        launcher();
      },
    },
    {
      name: 'says whether it can work here',
      run: async () => {
        const answer = await launcher().probe(host);
        if (answer.available) return;
        assert.ok(
          answer.missing !== '' && answer.remedy !== '',
          'it says neither what is missing nor how to get it',
        );
      },
    },
    {
      name: 'tells at which address its machine is reached',
      run: seated((seat) => {
        assert.match(seat.address, /^[^\s]+$/, 'a seat has an address');
        return Promise.resolve();
      }),
    },
    {
      name: 'hands words on as they are',
      run: seated(async (seat) => {
        const words = ['', ' ', 'a b', "it's", '"', '$HOME', '`id`', '\\', '*', 'ä', 'two\nlines'];
        const script = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';
        const { output, code } = await outcomeOf(seat.start(['node', '-e', script, '--', ...words]));
        assert.equal(code, 0);
        assert.deepEqual(JSON.parse(output), words);
      }),
    },
    {
      name: 'carries what is written, both ways, without a change',
      run: seated(async (seat) => {
        const child = seat.start(['cat']);
        const lines = [
          `${'x'.repeat(1_000_000)}\n`,
          '{"text":"ä\\u0000\\u0003\\u0004"}\n',
          '\n',
          '\ttab\r\n',
        ];
        const done = outcomeOf(child);
        for (const line of lines) child.write(line);
        child.end();
        assert.equal((await done).output, lines.join(''));
      }),
    },
    {
      name: 'lets the end of the input be seen there',
      run: seated(async (seat) => {
        const child = seat.start(['cat']);
        child.end();
        assert.equal((await outcomeOf(child)).code, 0);
      }),
    },
    {
      name: 'tells how the process ended',
      run: seated(async (seat) => {
        assert.equal((await outcomeOf(seat.start(['sh', '-c', 'exit 3']))).code, 3);
        const why = await seat.why();
        assert.ok(why === undefined || why !== '', 'what it knows of the end is no empty text');
      }),
    },
    {
      name: 'starts another process after the first has ended',
      run: seated(async (seat) => {
        for (const word of ['one', 'two']) {
          assert.equal((await outcomeOf(seat.start(['echo', word]))).output, `${word}\n`);
        }
      }),
    },
    {
      name: 'ends with its seat what still runs there',
      run: async () => {
        const seat = await open();
        const child = seat.start(['cat']);
        const ended = outcomeOf(child);
        try {
          await seat.close();
          const first = await Promise.race([ended, late(endLimitMs)]);
          assert.ok(first !== undefined, 'the process still runs when its seat is closed');
        } finally {
          child.kill('SIGKILL');
        }
      },
    },
    {
      name: 'closes twice',
      run: async () => {
        const seat = await open();
        await seat.close();
        await seat.close();
      },
    },
    {
      name: 'opens nothing for a signal that has aborted',
      run: async () => {
        const made = launcher();
        const abort = new AbortController();
        abort.abort(new Error('the run was interrupted'));
        await assert.rejects(async () => {
          await (await open(made, abort.signal)).close();
        });
      },
    },
  ];
}

async function late(ms: number): Promise<undefined> {
  await sleep(ms, undefined, { ref: false });
}

async function outcomeOf(child: Child): Promise<{ readonly output: string; readonly code: number | null }> {
  let output = '';
  child.onStdout((text) => {
    output += text;
  });
  // Nobody is to be held up by what it says there.
  child.onStderr(() => undefined);
  const { code } = await child.exited;
  return { output, code };
}
