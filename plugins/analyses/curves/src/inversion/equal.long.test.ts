import { studiesWithClaim, syntheticStudies } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inversion } from './analysis.js';

const studies = 80;

test('of transports that are alike it is said in at most 5 % of studies that the best mean has the worst tail', () => {
  const claimed = studiesWithClaim(inversion, syntheticStudies({ launches: 4 }), studies);
  assert.ok(claimed <= 0.05 * studies, `${String(claimed)} of ${String(studies)}`);
});

test.run();
