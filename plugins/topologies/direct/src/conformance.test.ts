import { testTopology } from '@wiretax/conformance/topology';
import { test } from 'uvu';
import plugin from './index.js';

testTopology({ test, plugin, name: 'direct' });

test.run();
