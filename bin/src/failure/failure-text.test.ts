import { Config, Errors } from '@oclif/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { InputError, WiretaxError } from '@wiretax/core';
import List from '../commands/list.js';
import { describeFailure } from './failure-text.js';

test('one block: code, subject, and every problem with its place and the nearest name', () => {
  const error = new InputError('E_CONFIG', `a.yaml can't be run`, [
    { path: 'size[1]', message: 'is odd' },
    { path: 'transport', message: 'unknown', nearest: 'tcp' },
    { path: '', message: 'two\nlines' },
  ]);
  const { text, exitCode } = describeFailure(error, false);
  assert.is(exitCode, 2);
  assert.is(
    text,
    `error E_CONFIG: a.yaml can't be run\n  size[1]: is odd\n  transport: unknown. Did you mean tcp?\n  two\n    lines\n`,
  );
});

test('a stack only when asked for', () => {
  const error = new WiretaxError('E_WRITE', 'the disk is full');
  assert.is(describeFailure(error, false).text, 'error E_WRITE: the disk is full\n');
  assert.is(describeFailure(error, false).exitCode, 1);
  assert.match(describeFailure(error, true).text, /failure-text\.test\.[jt]s/);
});

test('with the stack comes what the table of codes says to do', () => {
  const text = (error: unknown): string => describeFailure(error, true).text;
  assert.match(
    text(new InputError('E_MARGIN', 'no')),
    'error E_MARGIN: no\n  Write it like 3%. (docs/errors.md, E_MARGIN)\n',
  );
  assert.not.match(text(new WiretaxError('X_MINE', 'no')), 'errors.md');
});

test('what nobody expected says how to find out more', () => {
  const { text, exitCode } = describeFailure(new TypeError('x is not a function'), false);
  assert.match(text, /x is not a function\n.*DEBUG=1/);
  assert.is(exitCode, 1);
  assert.is(describeFailure('thrown text', false).exitCode, 1);
});

test("oclif's mistakes of usage exit with 2, without its decoration", () => {
  const { text, exitCode } = describeFailure(
    new Errors.CLIError('Unexpected argument: x\nSee more help with --help'),
    false,
  );
  assert.is(exitCode, 2);
  assert.match(text, /^error: Unexpected argument: x\n {2}wiretax --help/);
});

test('an unknown flag comes with the nearest one', async () => {
  const config = await Config.load(new URL('../../', import.meta.url).href);
  let thrown: unknown;
  await new List(['--jsno'], config).run().catch((error: unknown) => {
    thrown = error;
  });
  const { text, exitCode } = describeFailure(thrown, false);
  assert.is(exitCode, 2);
  assert.match(text, /--jsno: unknown flag\. Did you mean --json\?/);
});

test.run();
