import { sampleRow, sampleRowMetric } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { costOf } from './cost.js';

test('a peer none of whose samples fell into a part is counted with none of them', () => {
  const metric = (peer: 'client' | 'server', name: string, value: number, unit: 'ns' | 'count') =>
    sampleRowMetric({ collector: 'flamegraph', peer, name, value, unit, perCall: value });
  const cost = costOf(
    sampleRow(
      { cpuUs: [20, 10] },
      {
        metrics: [
          metric('client', 'cpu.protocol', 10_000, 'ns'),
          metric('client', 'cpu.gc', 10_000, 'ns'),
          metric('client', 'samples', 2000, 'count'),
          metric('server', 'cpu.protocol', 10_000, 'ns'),
          metric('server', 'samples', 500, 'count'),
        ],
      },
    ),
  );
  assert.equal(cost?.parts.get('gc'), {
    ns: 10_000,
    sampled: [
      { count: 1000, nsPerSample: 10 },
      { count: 0, nsPerSample: 20 },
    ],
  });
  assert.equal(cost?.none, [
    { count: 0, nsPerSample: 10 },
    { count: 0, nsPerSample: 20 },
  ]);
});

test.run();
