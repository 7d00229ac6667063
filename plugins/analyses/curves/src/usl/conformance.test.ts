import { testAnalysis } from '@wiretax/conformance/analysis';
import { sampleResults } from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import plugin from '../index.js';

const rows = [1, 10, 50, 100].map((clients) =>
  syntheticRow({
    transport: 'tcp',
    bytes: 64,
    clients,
    launches: 3,
    calls: 500,
    p50Ns: 5e4,
    throughput: (20_000 * clients) / (1 + 0.2 * (clients - 1)),
    seed: clients,
  }),
);
testAnalysis({ test, plugin, name: 'usl', results: sampleResults(rows) });

test.run();
