import type { InputError } from '@wiretax/core';
import { fakeHost } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { build } from './build.js';

const at = { folder: '/checkout', name: 'main (01234567)' };

test('a build that works, and one that fails with what it said last', async () => {
  const seen: string[] = [];
  const host = fakeHost({
    script: ({ command, args, printError, exit }) => {
      seen.push([command, ...args].join(' '));
      queueMicrotask(() => {
        if (args.includes('false')) printError('first\nno luck\n');
        exit({ code: args.includes('false') ? 1 : 0 });
      });
    },
  });
  const { signal } = new AbortController();
  await build(host, 'true', at, signal);
  assert.equal(seen, ['sh -c true']);
  try {
    await build(host, 'false', at, signal);
    assert.unreachable();
  } catch (thrown) {
    assert.is((thrown as InputError).code, 'E_GATE_BUILD');
    assert.match(String(thrown), /the build of main \(01234567\) failed with 1: no luck/);
  }
});

test('an interruption ends it', async () => {
  const host = fakeHost();
  const controller = new AbortController();
  const building = build(host, 'sleep 60', at, controller.signal).catch((thrown: unknown) => thrown);
  assert.is(host.running.size, 1);
  controller.abort(new Error('interrupted'));
  assert.match(String(await building), /interrupted/);
  assert.is(host.running.size, 0);
});

test.run();
