import { testCollector } from '@wiretax/conformance/collector';
import { test } from 'uvu';
import plugin from './index.js';

testCollector({ test, plugin, name: 'ebpf', requireTool: false });

test.run();
