import { studiesWithClaim, syntheticStudies } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { crossover } from './analysis.js';

const studies = 80;

test('of transports that are alike it is said in at most 5 % of studies that one overtakes another', () => {
  const claimed = studiesWithClaim(crossover, syntheticStudies({ launches: 4 }), studies);
  assert.ok(claimed <= 0.05 * studies, `${String(claimed)} of ${String(studies)}`);
});

test.run();
