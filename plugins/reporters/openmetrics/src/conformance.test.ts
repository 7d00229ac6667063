import { testReporter } from '@wiretax/conformance/reporter';
import { test } from 'uvu';
import plugin from './index.js';

testReporter({ test, plugin, name: 'openmetrics' });

test.run();
