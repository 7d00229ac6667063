import { testAnalysis } from '@wiretax/conformance/analysis';
import { sampleResults } from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import plugin from './index.js';

const rows = [8, 16, 24, 32, 48].map((kib) =>
  syntheticRow({
    transport: 'tcp',
    bytes: kib * 1024,
    clients: 1,
    launches: 3,
    calls: 2000,
    p50Ns: kib < 32 ? 5e4 : 2e5,
    launchNoise: 0.01,
    seed: kib,
  }),
);
testAnalysis({ test, plugin, name: 'steps', results: sampleResults(rows) });

test.run();
