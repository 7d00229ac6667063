import { studiesWithClaim, syntheticStudies } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { tail } from './analysis.js';

const studies = 80;
/** Few launches are resampled fast. */
const few = 4;

test('levels whose tails are alike are told apart in at most 5 % of studies', () => {
  const claimed = studiesWithClaim(tail, syntheticStudies({ launches: few }), studies, ({ statement }) =>
    statement.includes('P99 is between'),
  );
  assert.ok(claimed <= 0.05 * studies, `${String(claimed)} of ${String(studies)}`);
});

test('a tail that doubles with clients is found', () => {
  const growing = syntheticStudies({
    cell: ({ transport, clients }) => (transport === 'tcp' && clients === 500 ? { tailRatio: 4 } : {}),
  });
  const found = studiesWithClaim(
    tail,
    growing,
    20,
    ({ id, statement }) => id === 'tail.tcp.64B' && /P99 is between .* at 500 clients[.;]/.test(statement),
  );
  assert.ok(found >= 17, String(found));
});

test.run();
