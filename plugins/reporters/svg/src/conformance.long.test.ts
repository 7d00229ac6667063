import { testReporter } from '@wiretax/conformance/reporter';
import { test } from 'uvu';
import plugin from './index.js';

testReporter({ test, plugin, name: 'svg', limitMs: 30_000 });

test.run();
