import { testAnalysis } from '@wiretax/conformance/analysis';
import { sampleResults, sampleRow } from '@wiretax/core/testing';
import { test } from 'uvu';
import plugin from '../index.js';

const results = sampleResults([
  sampleRow({ p50Us: 50, tailRatio: 20 }),
  sampleRow({ transport: 'grpc', p50Us: 100, tailRatio: 2 }),
  sampleRow({ transport: 'rest', p50Us: 90, tailRatio: 3 }),
]);

testAnalysis({ test, plugin, name: 'inversion', results });

test.run();
