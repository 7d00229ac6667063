import { testLoad } from '@wiretax/conformance/load';
import { test } from 'uvu';
import plugin from './index.js';

for (const rate of [500, '2000/s']) testLoad({ test, plugin, name: 'constant', options: { rate } });

test.run();
