import { testAnalysis } from '@wiretax/conformance/analysis';
import { test } from 'uvu';
import plugin from '../index.js';

testAnalysis({ test, plugin, name: 'answer' });

test.run();
