import { test } from 'node:test';
import { testFlow } from '@wiretax/conformance/flow';
import plugin from './index.js';

// Without `maxInFlight` the kit examines nothing that needs calls to wait.
testFlow({ test, plugin, name: '{{name}}', options: { slots: 3 }, maxInFlight: 3 });
