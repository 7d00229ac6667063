import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Bench, Plugin } from '../contract/plugin.js';
import type { Reporter } from '../contract/reporter.js';
import type { Transport } from '../contract/transport.js';
import { definePlugin } from '../contract/plugin.js';
import type { LoadedPlugin } from './bench.js';
import type { WiretaxError } from './errors.js';
import { createKernel } from './kernel.js';
import { fakeHost } from '../testing/fake-host.js';

const reporter: Reporter = { report: () => undefined };

function loaded(plugin: Partial<Plugin>): LoadedPlugin {
  const whole = definePlugin({ name: 'wiretax-plugin-a', api: 2, apply: () => undefined, ...plugin });
  return { plugin: whole, version: '1.0.0', entry: 'file:///a.js', dependencies: {} };
}

function kernelOf(...plugins: LoadedPlugin[]): ReturnType<typeof createKernel> {
  return createKernel({ host: fakeHost(), plugins, settings: { 'wiretax-plugin-a': { speed: { max: 3 } } } });
}

function failureOf(work: () => unknown): WiretaxError {
  try {
    work();
  } catch (thrown) {
    return thrown as WiretaxError;
  }
  throw new Error('it did not fail');
}

test('a contribution is found by its name, with its owner', () => {
  const kernel = kernelOf(
    loaded({
      apply: (bench) => {
        bench.reporters.add('paper', reporter);
      },
    }),
  );
  assert.is(kernel.reporters.get('paper'), reporter);
  assert.is(kernel.reporters.need('paper').owner.name, 'wiretax-plugin-a');
  const { code, message } = failureOf(() => kernel.reporters.need('stone'));
  assert.is(code, 'E_UNKNOWN_NAME');
  assert.match(message, 'there is no reporter stone; loaded: paper');
});

test('a name that is taken is refused, naming both owners', () => {
  const add = (bench: Bench): void => {
    bench.reporters.add('paper', reporter);
  };
  const error = failureOf(() =>
    kernelOf(loaded({ apply: add }), loaded({ name: 'wiretax-plugin-b', apply: add })),
  );
  assert.is(error.code, 'E_DUPLICATE_NAME');
  assert.is(error.exitCode, 2);
  assert.match(error.message, 'reporter paper of wiretax-plugin-b is already provided by wiretax-plugin-a');
});

test('two plugins with one name, another api, an apply that throws or is asynchronous: each is named', () => {
  assert.match(
    failureOf(() => kernelOf(loaded({}), loaded({}))).message,
    'two plugins are called wiretax-plugin-a, file:///a.js and file:///a.js; leave one of them out',
  );
  const newer = failureOf(() => kernelOf(loaded({ api: 3 as 2 })));
  assert.is(newer.message, 'wiretax-plugin-a was made for plugin api 3, this wiretax has 2; update wiretax');
  assert.match(failureOf(() => kernelOf(loaded({ api: 0 as unknown as 2 }))).message, 'update the plugin');
  const former = failureOf(() => kernelOf(loaded({ api: 1 as unknown as 2 })));
  assert.is(former.code, 'E_PLUGIN_API');
  assert.match(
    former.message,
    /plugin api 1, this wiretax has 2; .*loads are a pace.*migrating-to-api-2\.md$/,
  );
  const boom = (): never => {
    throw new Error('boom');
  };
  const error = failureOf(() => kernelOf(loaded({ apply: boom })));
  assert.is(
    error.message,
    'apply of plugin wiretax-plugin-a 1.0.0 failed: boom; mend the plugin, or leave it out',
  );
  assert.is(error.exitCode, 2);
  const later = (() => Promise.resolve()) as () => void;
  assert.match(failureOf(() => kernelOf(loaded({ apply: later }))).message, 'it must be synchronous');
});

test('bad names, and adding after boot, are refused', () => {
  const bad = failureOf(() =>
    kernelOf(
      loaded({
        apply: (bench) => {
          bench.reporters.add('A b', reporter);
        },
      }),
    ),
  );
  assert.is(bad.code, 'E_BAD_NAME');
  let kept: Bench | undefined;
  kernelOf(
    loaded({
      apply: (bench) => {
        kept = bench;
      },
    }),
  );
  const late = failureOf(() => kept?.reporters.add('late', reporter));
  assert.is(late.code, 'E_SEALED');
});

test('what is not what the contract asks for is refused before it is called', () => {
  const tcp = { forms: ['socket'], connections: 'shared', maxMessageBytes: 1024 };
  const noop = (): void => undefined;
  const faults: readonly (readonly [contribution: unknown, fault: string])[] = [
    [undefined, 'it is no object'],
    [{ listen: noop, connect: noop }, 'its supports is no object'],
    [{ supports: { ...tcp, connections: 'one' } }, 'its supports.connections is none of per-client, shared'],
    [
      { supports: { ...tcp, forms: [] }, listen: noop, connect: noop },
      'its supports.forms is no list of forms of links',
    ],
    [
      { supports: { ...tcp, forms: ['socket', 'tcp'] }, listen: noop, connect: noop },
      'its supports.forms[1] is none of socket, process',
    ],
    [{ supports: tcp, listen: noop }, 'its connect is no function'],
    [{ supports: () => tcp, listen: noop }, 'its connect is no function'],
  ];
  for (const [contribution, fault] of faults) {
    const apply = (bench: Bench): void => {
      bench.transports.add('half', contribution as Transport);
    };
    const { code, message } = failureOf(() => kernelOf(loaded({ apply })));
    assert.is(code, 'E_CONTRIBUTION_SHAPE');
    assert.match(message, `transport half of wiretax-plugin-a is not as @wiretax/core asks for: ${fault}`);
  }
});

test('a plugin sees its own settings, frozen to the bottom, and can look nothing up', () => {
  kernelOf(
    loaded({
      apply: (bench) => {
        assert.equal(bench.settings, { speed: { max: 3 } });
        assert.ok(Object.isFrozen(bench.settings['speed']));
        assert.equal(Object.keys(bench.transports), ['add']);
      },
    }),
  );
});

test.run();
