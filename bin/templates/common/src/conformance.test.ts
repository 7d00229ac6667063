import { test } from 'node:test';
import { test{{Kind}} } from '@wiretax/conformance/{{kind}}';
import plugin from './index.js';

test{{Kind}}({ test, plugin, name: '{{name}}' });
