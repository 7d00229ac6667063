import { testTransport } from '@wiretax/conformance/transport';
import { test } from 'uvu';
import plugin from './index.js';

// Node 20 takes 11 s to notice garbage, over each link.
testTransport({ test, plugin, name: 'grpc', limitMs: 60_000 });

const limit = 1024 ** 2;
testTransport({
  test: (name, run) => {
    if (/limit|echoes|connections/.test(name)) test(`${name}, limited to 1 MiB`, run);
  },
  plugin,
  name: 'grpc',
  options: { maxMessageBytes: limit, channels: 2 },
  limitMs: 60_000,
});

test.run();
