import { testTransport } from '@wiretax/conformance/transport';
import { test } from 'uvu';
import plugin from './index.js';

testTransport({ test, plugin, name: 'rest' });

const limit = 128 * 1024;
testTransport({
  test: (name, run) => test(`${name}, limited to 128 KiB`, run),
  plugin,
  name: 'rest',
  options: { maxBodyBytes: limit },
});

test.run();
