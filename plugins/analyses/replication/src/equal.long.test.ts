import { studiesWithClaim, syntheticStudies } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { replication } from './analysis.js';

/** What these studies are made to be: latency grows as callers do, and no tail is longer than twice the median. */
const trueHere = ['replication.linear-64b', 'replication.tail-flat-grpc'];

test('of protocols that are alike a claim that tells them apart is confirmed in at most 5 % of studies', () => {
  const studies = 60;
  const claimed = studiesWithClaim(
    replication,
    syntheticStudies({ launches: 4 }),
    studies,
    ({ id, numbers }) => numbers['outcome'] === 1 && !trueHere.includes(id),
  );
  assert.ok(claimed <= 0.05 * studies, `${String(claimed)} of ${String(studies)}`);
});

test.run();
