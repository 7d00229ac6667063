import { testAnalysis } from '@wiretax/conformance/analysis';
import { sampleResults } from '@wiretax/core/testing';
import { contenderRow } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import plugin from '../index.js';

const rows = ['tcp', 'rest'].map((transport, seed) => contenderRow(transport, { seed }));
testAnalysis({ test, plugin, name: 'drift', results: sampleResults(rows) });

const parted = rows.map((row) => ({
  ...row,
  launches: row.launches.map((launch, index) => ({ ...launch, throughput: index < 2 ? 1000 : 2000 + index })),
}));
testAnalysis({ test, plugin, name: 'launches', results: sampleResults(parted) });

test.run();
