import { testTransport } from '@wiretax/conformance/transport';
import { test } from 'uvu';
import plugin from './index.js';

testTransport({ test, plugin, name: 'null' });

test.run();
