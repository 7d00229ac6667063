import { studiesWithClaim, syntheticStudies } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { scaling } from './analysis.js';

const studies = 60;
/** Few launches are resampled fast. */
const shape = { launches: 4, bytes: [64, 4096] };

test('response times that grow as clients do are called something else in at most 5 % of studies', () => {
  const claimed = studiesWithClaim(scaling, syntheticStudies(shape), studies, ({ statement }) =>
    /super-linear|sub-linear/.test(statement),
  );
  assert.ok(claimed <= 0.05 * studies, `${String(claimed)} of ${String(studies)}`);
});

test('a series that grows faster is found, and it alone', () => {
  const faster = syntheticStudies({
    ...shape,
    p50Ns: ({ transport, bytes, clients }) =>
      (2e4 + bytes) * clients ** (transport === 'grpc' && bytes === 64 ? 1.2 : 1),
  });
  const found = studiesWithClaim(
    scaling,
    faster,
    20,
    ({ id, statement }) => id === 'scaling.grpc.64B' && statement.includes('), super-linear'),
  );
  assert.ok(found >= 19, String(found));
  const others = studiesWithClaim(
    scaling,
    faster,
    20,
    ({ id, statement }) => id !== 'scaling.grpc.64B' && statement.includes('super-linear'),
  );
  assert.ok(others <= 1, String(others));
});

test.run();
