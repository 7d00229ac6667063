import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { InputError } from '@wiretax/core';
import { inFolder } from '@wiretax/config/read/temporary-folder.fixture.js';
import { listedNames } from './listed-names.js';

const plugins = [
  { name: 'wiretax-plugin-udp', type: 'user' },
  { name: 'mine', type: 'link', root: '/somewhere/mine' },
];

test('names, short names and linked folders', async () => {
  await inFolder({ 'package.json': { oclif: { plugins } } }, (folder) => {
    assert.equal(listedNames(['udp', 'mine'], folder), ['wiretax-plugin-udp', 'mine']);
    assert.equal(listedNames(['wiretax-plugin-udp', '/somewhere/mine'], folder), [
      'wiretax-plugin-udp',
      'mine',
    ]);
    assert.equal(listedNames([], join(folder, 'none')), []);
  });
});

test('all that are not there are said at once, with the nearest', async () => {
  await inFolder({ 'package.json': { oclif: { plugins } } }, (folder) => {
    assert.throws(
      () => listedNames(['wiretax-plugin-upd', 'mine', 'x'], folder),
      (error: unknown) =>
        error instanceof InputError &&
        error.code === 'E_UNKNOWN_PLUGIN' &&
        error.problems.map(({ path }) => path).join() === 'wiretax-plugin-upd,x' &&
        error.problems[0]?.nearest === 'wiretax-plugin-udp' &&
        error.problems[0].message.includes('is not installed; wiretax plugins shows what is'),
    );
  });
});

test.run();
