import { test } from 'node:test';
import { testCollector } from '@wiretax/conformance/collector';
import plugin from './index.js';

// Where the collector can't work, the kit checks that it says so.
testCollector({ test, plugin, name: '{{name}}', requireTool: process.platform === 'linux' });
