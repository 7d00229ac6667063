import { test } from 'node:test';
import { testLoad } from '@wiretax/conformance/load';
import plugin from './index.js';

// The kit waits for 2,000 calls.
testLoad({ test, plugin, name: '{{name}}', options: { rate: 5000 } });
