import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { LifecycleTaps, TrialContext } from '../contract/lifecycle.js';
import { PluginError, WiretaxError } from './errors.js';
import { type KernelSteps, Lifecycle } from './lifecycle.js';
import { fakeClock, settle } from '../testing/fake-clock.js';

const owner = { name: 'wiretax-plugin-x', version: '1.2.3' };
const context = {} as Omit<TrialContext, 'signal'>;
/** What plugins that reject without a reason reject with. */
const nothing = undefined as unknown as Error;
const never = new AbortController().signal;

function lifecycleWith(tap: (taps: LifecycleTaps) => void, clock = fakeClock()): Lifecycle {
  const lifecycle = new Lifecycle(clock, 1000);
  tap(lifecycle.tapsOf(owner));
  lifecycle.seal();
  return lifecycle;
}

async function failureOf(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (thrown) {
    return thrown as Error;
  }
  throw new Error('it did not fail');
}

test('taps run in order of their stage around the kernel, whatever their flavour, each awaited', async () => {
  const order: string[] = [];
  const later = async (name: string): Promise<void> => {
    await settle();
    order.push(name);
  };
  const lifecycle = lifecycleWith(({ setup }) => {
    setup.tap('async function given to tap', () => later('tap'));
    setup.tapAsync(
      'callback',
      (_, done) =>
        void later('callback').then(() => {
          done();
        }),
    );
    setup.tapPromise({ name: 'after connect', stage: 101 }, () => later('after'));
    setup.tapPromise({ name: 'before listen', stage: -101 }, () => later('before'));
  });
  const steps: KernelSteps = { listen: () => later('listen'), connect: () => later('connect') };
  await lifecycle.fire('setup', context, steps, never, 'cell');
  assert.equal(order, ['before', 'listen', 'tap', 'callback', 'connect', 'after']);
});

test('whatever a tap throws becomes an error that names plugin, phase and cell', async () => {
  const thrown: [string, (taps: LifecycleTaps) => void][] = [
    [
      'boom',
      ({ pin }) => {
        pin.tap('sync', () => {
          throw new Error('boom');
        });
      },
    ],
    [
      'boom',
      ({ pin }) => {
        pin.tapPromise('sync in promise', () => {
          throw new Error('boom');
        });
      },
    ],
    [
      'boom',
      ({ pin }) => {
        pin.tapPromise('rejects', () => Promise.reject(new Error('boom')));
      },
    ],
    [
      'boom',
      ({ pin }) => {
        pin.tapAsync('callback', (_, done) => {
          done(new Error('boom'));
        });
      },
    ],
    [
      'boom',
      ({ pin }) => {
        pin.tapAsync('throws', () => {
          throw new Error('boom');
        });
      },
    ],
    [
      'a string',
      ({ pin }) => {
        pin.tapAsync('string', (_, done) => {
          done('a string');
        });
      },
    ],
    [
      'it gave no reason',
      ({ pin }) => {
        pin.tapPromise('undefined', () => Promise.reject<number>(nothing));
      },
    ],
  ];
  for (const [reason, tap] of thrown) {
    const error = await failureOf(lifecycleWith(tap).fire('pin', context, {}, never, 'tcp.64B.c10'));
    assert.instance(error, PluginError);
    assert.match(error.message, /^tap .+ \(wiretax-plugin-x 1\.2\.3\) failed in pin of tcp\.64B\.c10: /);
    assert.match(error.message, reason);
  }
});

test('a promise tap that throws synchronously behind another does not hang the phase', async () => {
  const lifecycle = lifecycleWith(({ pin }) => {
    pin.tapPromise('fine', () => Promise.resolve());
    pin.tapPromise('throws', () => {
      throw new Error('late boom');
    });
  });
  assert.match((await failureOf(lifecycle.fire('pin', context, {}, never))).message, 'late boom');
});

test('a tap that never returns is given up, and its signal aborts', async () => {
  const clock = fakeClock();
  let signal: AbortSignal | undefined;
  const lifecycle = lifecycleWith(({ warmup }) => {
    warmup.tapPromise('sleeper', (given) => {
      signal = given.signal;
      return new Promise(() => undefined);
    });
  }, clock);
  const fired = failureOf(lifecycle.fire('warmup', context, {}, never, 'a'));
  await clock.advance(999);
  assert.is(signal?.aborted, false);
  await clock.advance(1);
  const error = await fired;
  assert.is((error as { code?: string }).code, 'E_TIMEOUT');
  assert.match(
    error.message,
    'tap sleeper (wiretax-plugin-x 1.2.3) failed in warmup of a: it took longer than 1 s',
  );
  assert.is(signal?.aborted, true);
});

test('an interruption ends a tap at once, with its own reason', async () => {
  const controller = new AbortController();
  const lifecycle = lifecycleWith(({ warmup }) => {
    warmup.tapPromise('sleeper', () => new Promise(() => undefined));
  });
  const fired = failureOf(lifecycle.fire('warmup', context, {}, controller.signal));
  await settle();
  const reason = new Error('interrupted');
  controller.abort(reason);
  assert.is(await fired, reason);
});

test('a callback that is called twice counts once', async () => {
  const lifecycle = lifecycleWith(({ pin }) => {
    pin.tapAsync('twice', (_, done) => {
      done();
      done(new Error('again'));
    });
  });
  assert.equal(await lifecycle.fire('pin', context, {}, never), []);
});

test('teardown runs every tap, last registered first, the kernel last, and collects the failures', async () => {
  const order: string[] = [];
  const lifecycle = lifecycleWith(({ teardown }) => {
    teardown.tap({ name: 'first', stage: -5 }, () => order.push('first'));
    teardown.tap('second', () => {
      order.push('second');
      throw new Error('boom');
    });
    teardown.tapPromise('third', () => {
      order.push('third');
      return Promise.reject(new Error('bang'));
    });
  });
  const stop = (): Promise<void> => {
    order.push('kernel');
    return Promise.resolve();
  };
  const failures = await lifecycle.fire('teardown', context, { stop }, never, 'a');
  assert.equal(order, ['third', 'second', 'first', 'kernel']);
  assert.equal(
    failures.map((failure) => (failure as Error).message),
    [
      'tap third (wiretax-plugin-x 1.2.3) failed in teardown of a: bang',
      'tap second (wiretax-plugin-x 1.2.3) failed in teardown of a: boom',
    ],
  );
});

test('errors of the kernel itself pass as they are', async () => {
  const reason = new WiretaxError('E_PEER_EXITED', 'the server peer exited with code 3');
  const lifecycle = lifecycleWith(() => undefined);
  const fired = lifecycle.fire('setup', context, { listen: () => Promise.reject(reason) }, never);
  assert.is(await failureOf(fired), reason);
});

test('taps after boot are refused', () => {
  const lifecycle = new Lifecycle(fakeClock(), 1000);
  const taps = lifecycle.tapsOf(owner);
  lifecycle.seal();
  assert.throws(() => {
    taps.pin.tap('late', () => undefined);
  }, /wiretax-plugin-x tapped pin after apply had returned/);
});

test('the context is frozen and plugins get no way to fire', async () => {
  let given: TrialContext | undefined;
  const lifecycle = lifecycleWith(({ pin }) => {
    assert.equal(Object.keys(pin).sort(), ['tap', 'tapAsync', 'tapPromise']);
    pin.tap('look', (received) => {
      given = received;
    });
  });
  await lifecycle.fire('pin', context, {}, never);
  assert.ok(Object.isFrozen(given));
});

test("a tap, or the kernel, is not blamed for another plugin's code", async () => {
  const patched = new Error('boom');
  patched.stack = 'Error: boom\n    at readFile (file:///patch.mjs:1:2)';
  const lifecycle = new Lifecycle(fakeClock(), 1000, [
    { name: 'patch', version: '2.0.0', entry: 'file:///patch.mjs' },
  ]);
  lifecycle.tapsOf(owner).pin.tapPromise('place', () => Promise.reject(patched));
  lifecycle.seal();
  const messageOf = async (work: Promise<unknown>): Promise<string> => (await failureOf(work)).message;
  assert.is(
    await messageOf(lifecycle.fire('pin', context, {}, never, 'tcp.64B.c1')),
    'code of plugin patch 2.0.0 failed in pin of tcp.64B.c1: boom (called by tap place of wiretax-plugin-x)',
  );
  assert.is(
    await messageOf(lifecycle.fire('setup', context, { listen: () => Promise.reject(patched) }, never)),
    'code of plugin patch 2.0.0 failed in setup: boom (called by wiretax)',
  );
});

test.run();
