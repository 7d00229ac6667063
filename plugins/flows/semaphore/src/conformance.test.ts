import { testFlow } from '@wiretax/conformance/flow';
import { test } from 'uvu';
import plugin from './index.js';

for (const maxInFlight of [1, 4]) {
  testFlow({ test, plugin, name: 'semaphore', options: { maxInflight: maxInFlight }, maxInFlight });
}

test.run();
