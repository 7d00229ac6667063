import { testCollector } from '@wiretax/conformance/collector';
import { test } from 'uvu';
import plugin from './index.js';

for (const name of ['perf-stat', 'perf-trace']) testCollector({ test, plugin, name, requireTool: false });

test.run();
