import { testLoad } from '@wiretax/conformance/load';
import { test } from 'uvu';
import plugin from './index.js';

testLoad({ test, plugin, name: 'closed' });
testLoad({ test, plugin, name: 'closed', options: { think: '5ms' } });

test.run();
