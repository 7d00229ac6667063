import { test } from 'node:test';
import { testCollector } from '@wiretax/conformance/collector';
import plugin from './switches.js';

testCollector({ test, plugin, name: 'switches' });
