import { testAnalysis } from '@wiretax/conformance/analysis';
import { sampleResults } from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import plugin from '../index.js';

const rows = [1, 10, 50].map((clients) =>
  syntheticRow({
    transport: 'tcp',
    bytes: 64,
    clients,
    launches: 3,
    calls: 2000,
    p50Ns: 1e4 * clients ** 1.5,
    seed: clients,
  }),
);
testAnalysis({ test, plugin, name: 'scaling', results: sampleResults(rows) });

test.run();
