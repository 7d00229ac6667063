import { studiesWithClaim, syntheticStudies } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { usl } from './analysis.js';

const studies = 80;

/** Throughput that saturates and stays, or that falls beyond fifty clients. */
const rates = (fallen: number) =>
  syntheticStudies({
    bytes: [64],
    cell: ({ clients }) => ({
      throughput: Math.min(2e4 * clients, 1e5) * (clients > 100 ? fallen : 1),
    }),
  });

test('a plateau has a peak in at most 5 % of studies', () => {
  const claimed = studiesWithClaim(usl, rates(1), studies, ({ numbers }) => 'peakClients' in numbers);
  assert.ok(claimed <= 0.05 * studies, `${String(claimed)} of ${String(studies)}`);
});

test('throughput that falls by two fifths has one', () => {
  const found = studiesWithClaim(usl, rates(0.6), 20, ({ statement }) =>
    /its peak is at about .* to 500 clients throughput falls by/.test(statement),
  );
  assert.ok(found >= 19, String(found));
});

test.run();
