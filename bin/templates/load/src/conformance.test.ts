import { test } from 'node:test';
import { testLoad } from '@wiretax/conformance/load';
import plugin from './index.js';

testLoad({ test, plugin, name: '{{name}}', options: { rate: 5000 } });
