import { testAnalysis } from '@wiretax/conformance/analysis';
import { sampleResults, sampleRow } from '@wiretax/core/testing';
import { test } from 'uvu';
import plugin from './index.js';

const results = sampleResults([
  sampleRow({ clients: 1 }),
  sampleRow({ transport: 'rest', clients: 1, p50Us: 120 }),
  sampleRow({ transport: 'grpc', clients: 1, p50Us: 200 }),
]);

testAnalysis({ test, plugin, name: 'replication', results });

test.run();
