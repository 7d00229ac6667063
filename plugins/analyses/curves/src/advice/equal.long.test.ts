import { studiesWithClaim, syntheticStudies } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { advice } from './analysis.js';

const studies = 100;
const corners = { bytes: [64, 65_536], clients: [1, 500] };

test('of transports that are alike one is chosen in at most 5 % of studies', () => {
  for (const launches of [3, 5]) {
    const claimed = studiesWithClaim(
      advice,
      syntheticStudies({ ...corners, launches }),
      studies,
      ({ statement }) => statement.includes(' is faster than '),
    );
    assert.ok(claimed <= 0.05 * studies, `${String(claimed)} of ${String(studies)}`);
  }
});

test('one that is faster by a fifth is chosen at every corner', () => {
  const faster = syntheticStudies({
    ...corners,
    p50Ns: ({ transport, bytes, clients }) => (2e4 + bytes) * clients * (transport === 'tcp' ? 1 : 1.25),
  });
  for (let number = 1; number <= 20; number += 1) {
    const found = advice.analyse(faster(number)).filter(({ figure }) => figure === 'response.p50');
    assert.is(found.filter(({ statement }) => /: tcp \(.*\) is faster than /.test(statement)).length, 4);
  }
});

test.run();
