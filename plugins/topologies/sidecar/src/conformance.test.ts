import { testTopology } from '@wiretax/conformance/topology';
import { test } from 'uvu';
import plugin from './index.js';

for (const hops of [1, 2])
  testTopology({
    test: (name, run) => {
      test(`${name} (${String(hops)})`, run);
    },
    plugin,
    name: 'sidecar',
    options: { hops },
  });

test.run();
