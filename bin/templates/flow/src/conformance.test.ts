import { test } from 'node:test';
import { testFlow } from '@wiretax/conformance/flow';
import plugin from './index.js';

// With `maxInFlight` the kit examines that so many calls get in, and no more.
testFlow({ test, plugin, name: '{{name}}', options: { slots: 3 }, maxInFlight: 3 });
