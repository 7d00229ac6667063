import { testAnalysis } from '@wiretax/conformance/analysis';
import { sampleResults, sampleRow } from '@wiretax/core/testing';
import { test } from 'uvu';
import plugin from '../index.js';

const results = sampleResults(
  [64, 4096].flatMap((bytes) => [
    sampleRow({ bytes, p50Us: 100 }),
    sampleRow({ transport: 'grpc', bytes, p50Us: bytes === 64 ? 150 : 70 }),
  ]),
);

testAnalysis({ test, plugin, name: 'crossover', results });

test.run();
