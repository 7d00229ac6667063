import { studiesWithClaim, syntheticStudies } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { zones } from './analysis.js';

const studies = 80;
/** Few launches are resampled fast. */
const launches = 4;

test('transports that are alike are put in an order in at most 5 % of studies', () => {
  const claimed = studiesWithClaim(zones, syntheticStudies({ launches }), studies, ({ statement }) =>
    /\bfirst\b|order changes/.test(statement),
  );
  assert.ok(claimed <= 0.05 * studies, `${String(claimed)} of ${String(studies)}`);
});

test('one that is slower by a fifth is put last', () => {
  const slower = syntheticStudies({
    launches,
    p50Ns: ({ transport, bytes, clients }) => (2e4 + bytes) * clients * (transport === 'grpc' ? 1.2 : 1),
  });
  const found = studiesWithClaim(zones, slower, 20, ({ statement }) =>
    statement.includes('rest and tcp (order not known yet) are first, then grpc, by'),
  );
  assert.ok(found >= 19, String(found));
});

test.run();
