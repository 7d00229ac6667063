import { studiesWithClaim, syntheticStudies } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { drift } from './analysis.js';

test('launches that only differ by chance are called a drift in at most 5 % of studies', () => {
  const studies = 100;
  const shape = { bytes: [64, 4096], clients: [1, 50] };
  for (const launches of [4, 8]) {
    const claimed = studiesWithClaim(
      drift,
      syntheticStudies({ ...shape, launches }),
      studies,
      ({ numbers }) => numbers['drifts'] === 1,
    );
    assert.ok(claimed <= 0.05 * studies, `${String(claimed)} of ${String(studies)} of ${String(launches)}`);
  }
});

test.run();
