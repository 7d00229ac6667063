import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { InputError } from '@wiretax/core';
import { foundPlugin } from '@wiretax/config/plugins/found-plugin.fixture.js';
import { inFolder } from '@wiretax/config/read/temporary-folder.fixture.js';
import { inspect, inspectionText } from './inspection.js';

const none = { commands: [] };

test('a plugin by its name or short name, with the versions of its dependencies', async () => {
  const files = {
    'package.json': { dependencies: { a: '^1.0.0', b: '^2.0.0' } },
    'node_modules/a/package.json': { version: '1.4.0' },
  };
  await inFolder(files, (folder) => {
    const plugin = foundPlugin('wiretax-plugin-x', {
      folder,
      provides: { flow: ['x'] },
      remarks: ['is odd'],
    });
    const inspection = inspect('x', [plugin], none);
    assert.equal(inspection, inspect('wiretax-plugin-x', [plugin], none));
    const text = inspectionText(inspection);
    assert.match(text, /^wiretax-plugin-x 1\.0\.0\n/);
    assert.match(text, /\n {2}provides {5}flow x\n/);
    assert.match(text, /\n {2}depends on {3}a 1\.4\.0, b \^2\.0\.0\n/);
    assert.match(text, /\n {2}remark {7}is odd\n/);
    assert.not.match(text, /BROKEN|commands/);
  });
});

test('a broken one says so', () => {
  const text = inspectionText(inspect('x', [foundPlugin('x', { broken: 'it is torn' })], none));
  assert.match(text, /BROKEN {7}it is torn\n/);
});

test('one that is not there is refused, with the nearest', () => {
  assert.throws(
    () => inspect('wiretax-plugin-upd', [foundPlugin('wiretax-plugin-udp')], none),
    (error: unknown) =>
      error instanceof InputError &&
      error.exitCode === 2 &&
      error.problems[0]?.message === 'is not installed; wiretax list plugins shows what is' &&
      error.problems[0].nearest === 'wiretax-plugin-udp',
  );
});

test.run();
