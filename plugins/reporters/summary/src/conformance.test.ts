import { testReporter } from '@wiretax/conformance/reporter';
import { test } from 'uvu';
import plugin from './index.js';

testReporter({ test, plugin, name: 'summary' });

test.run();
