import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rowOfCode } from '../contract/error-codes.js';
import { codeOf, InputError, PluginError, WiretaxError } from './errors.js';

test('the exit code follows from the code', () => {
  assert.is(new WiretaxError('E_SECRET', '').exitCode, 2);
  assert.is(new WiretaxError('E_WRITE', '').exitCode, 1);
  assert.is(new WiretaxError('E_INTERRUPTED', '').exitCode, 130);
});

test('codes of others are carried, and exit as whoever throws says', () => {
  assert.is(new WiretaxError('X_MINE', '').exitCode, 1);
  assert.is(new WiretaxError('X_MINE', '', { exitCode: 2 }).exitCode, 2);
  assert.is(new InputError('X_MINE', '').exitCode, 2);
  const busy = Object.assign(new Error('busy'), { code: 'EADDRINUSE' });
  assert.is(codeOf(busy), 'EADDRINUSE');
  const subject = { kind: 'transport', name: 'mine', owner: { name: 'mine', version: '1.0.0' } };
  assert.is(new PluginError({ ...subject, phase: 'setup' }, busy).code, 'EADDRINUSE');
  assert.is(new PluginError({ ...subject, phase: 'setup' }, new InputError('E_SECRET', '')).exitCode, 1);
  assert.is(new PluginError(subject, busy).exitCode, 2);
  assert.is(rowOfCode('EADDRINUSE'), undefined);
  assert.is(rowOfCode('toString'), undefined);
});

test('a code that is misspelt, or of another type, does not compile', () => {
  // @ts-expect-error: neither of the table nor a plugin's own
  assert.is(new WiretaxError('ENOENT', '').exitCode, 1);
  // @ts-expect-error: nothing that is wrong with the input
  assert.is(new InputError('E_WRITE', '').exitCode, 2);
});

test.run();
