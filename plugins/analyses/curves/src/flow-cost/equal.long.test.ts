import type { Results } from '@wiretax/core';
import { sampleResults, use } from '@wiretax/core/testing';
import { studiesWithClaim, syntheticStudies } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { flowCost } from './analysis.js';

const studies = 100;

/** Studies of one transport at six places, free and under flow control, which makes response times this many times as long. */
function limited(factor: number): (number: number) => Results {
  const drawn = syntheticStudies({
    transports: ['free', 'limited'],
    bytes: [64, 1024, 65_536],
    clients: [50, 500],
    p50Ns: ({ transport, bytes, clients }) =>
      (2e4 + bytes) * clients * (transport === 'limited' ? factor : 1),
    cell: ({ transport }) => (transport === 'limited' ? { flow: 'semaphore' } : {}),
  });
  return (number) => {
    const { rows } = drawn(number);
    const transport = use('tcp');
    return sampleResults(rows.map((row) => ({ ...row, cell: { ...row.cell, transport } })));
  };
}

test('flow control that changes nothing is said to in at most 5 % of studies', () => {
  const claimed = studiesWithClaim(flowCost, limited(1), studies, ({ statement }) =>
    /is faster than|queue moved/.test(statement),
  );
  assert.ok(claimed <= 0.05 * studies, `${String(claimed)} of ${String(studies)}`);
});

test('a gain of a quarter is found at every place', () => {
  const gaining = limited(0.75);
  for (let number = 1; number <= 20; number += 1) {
    const gains = flowCost
      .analyse(gaining(number))
      .filter(
        ({ statement, figure }) => figure === 'response.mean' && statement.includes(': semaphore is faster'),
      );
    assert.ok(gains.length >= 5, String(gains.length));
  }
});

test.run();
