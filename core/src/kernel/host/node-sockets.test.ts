import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { codeOf } from '../errors.js';
import { socketFolder } from './node-sockets.js';

const long = `/${'t'.repeat(100)}`;

test('sockets lie in the folder for temporary files if their paths are short enough there', async () => {
  assert.is(await socketFolder('/var/tmp'), '/var/tmp');
  assert.is(await socketFolder(`/${'t'.repeat(70)}`), `/${'t'.repeat(70)}`);
});

test('else in that of the system, or nowhere', async () => {
  assert.is(await socketFolder(long, '/dev'), '/dev');
  // In UTF-8 one letter may be many bytes.
  assert.is(await socketFolder(`/${'ü'.repeat(40)}`, '/dev'), '/dev');
  const refused = await socketFolder(long, '/not/there').catch((error: unknown) => error);
  assert.is(codeOf(refused), 'E_TEMPORARY');
  assert.match(
    String(refused),
    /too long for the paths of sockets, .* set TMPDIR to a path of at most 71 bytes/,
  );
});

test.run();
