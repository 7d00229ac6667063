import { testAnalysis } from '@wiretax/conformance/analysis';
import { sampleResults, sampleRow, sampleRowMetric } from '@wiretax/core/testing';
import { test } from 'uvu';
import plugin from './index.js';

const split = ['protocol', 'gc'].flatMap((part) =>
  (['client', 'server'] as const).map((peer) =>
    sampleRowMetric({ collector: 'flamegraph', peer, window: 'profile', name: `cpu.${part}` }),
  ),
);
const results = sampleResults([
  sampleRow({}, { metrics: split }),
  sampleRow({ transport: 'grpc', cpuUs: [90, 90] }, { metrics: split }),
]);

testAnalysis({ test, plugin, name: 'explain', results });

test.run();
