import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { InputError } from '@wiretax/core';
import { pluginNames } from './plugin-names.js';

for (const [given, name, contribution, folder] of [
  ['udp', 'wiretax-plugin-udp', 'udp', 'wiretax-plugin-udp'],
  ['io-uring2', 'wiretax-plugin-io-uring2', 'io-uring2', 'wiretax-plugin-io-uring2'],
  ['wiretax-plugin-udp', 'wiretax-plugin-udp', 'udp', 'wiretax-plugin-udp'],
  ['@acme/wiretax-plugin-udp', '@acme/wiretax-plugin-udp', 'udp', 'wiretax-plugin-udp'],
  ['@wiretax/plugin-udp', '@wiretax/plugin-udp', 'udp', 'plugin-udp'],
] as const) {
  test(`${given} is the package ${name}`, () => {
    assert.equal(pluginNames(given), { package: name, contribution, folder });
  });
}

for (const [given, advice] of [
  ['', /lower-case letters/],
  ['UDP', /the name "UDP" must be lower-case letters/],
  ['1e5', /lower-case letters/],
  ['a--b', /single dashes/],
  ['udp-', /single dashes/],
  ['wiretax-plugin-', /lower-case letters/],
  ['../udp', /lower-case letters/],
  ['a/b', /lower-case letters/],
  ['@acme/a/wiretax-plugin-udp', /lower-case letters/],
  ['@../wiretax-plugin-udp', /lower-case letters/],
  ['@/wiretax-plugin-udp', /lower-case letters/],
  ['udp\n', /lower-case letters/],
  ['none', /stands for nothing/],
  ['@acme/udp', /call it @acme\/wiretax-plugin-udp/],
  ['@wiretax/udp', /call it @wiretax\/wiretax-plugin-udp/],
  ['u'.repeat(200), /more than 214 characters/],
] as const) {
  test(`the name ${JSON.stringify(given.slice(0, 40))} is refused in one sentence`, () => {
    assert.throws(
      () => pluginNames(given),
      (error: unknown) =>
        error instanceof InputError && error.problems.length === 0 && advice.test(error.message),
    );
  });
}

test.run();
