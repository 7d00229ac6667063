import { testLink } from '@wiretax/conformance/link';
import { test } from 'uvu';
import plugin from './index.js';

for (const name of ['tcp', 'unix', 'memory']) testLink({ test, plugin, name });

test.run();
