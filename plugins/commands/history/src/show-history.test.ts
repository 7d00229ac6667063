import { InputError } from '@wiretax/core';
import { fakeHost } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { showHistory } from './show-history.js';

test('a figure that there is not is refused before anything is printed', async () => {
  const host = fakeHost();
  const request = { out: '.wiretax', format: 'text', figure: 'p42', cell: 'tcp.64B.c1' };
  const thrown: unknown = await showHistory(host, request).catch((error: unknown) => error);
  assert.instance(thrown, InputError);
  assert.is((thrown as InputError).code, 'E_UNKNOWN_FIGURE');
  assert.match((thrown as InputError).message, 'there is no figure p42');
  assert.equal(host.out, []);
});

test.run();
