import { testAnalysis } from '@wiretax/conformance/analysis';
import { sampleResults } from '@wiretax/core/testing';
import { test } from 'uvu';
import plugin from '../index.js';
import { plantedRows } from './planted.test.support.js';

const counters = { 'page-faults.minor': (bytes: number) => (bytes < 32_768 ? 1 : 8) };

testAnalysis({ test, plugin, name: 'steps', results: sampleResults(plantedRows({ counters }, 1)) });

test.run();
