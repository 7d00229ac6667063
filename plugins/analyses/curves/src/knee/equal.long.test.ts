import { studiesWithClaim, syntheticStudies } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kneesBy } from './analysis.js';

const analysis = kneesBy({ sloNs: undefined, amplification: 5, gain: 0.1 });
const studies = 60;
/** Few launches are resampled fast. */
const shape = { launches: 4, bytes: [64, 4096] };

test('series that never stop scaling have a knee in at most 5 % of studies', () => {
  const scales = syntheticStudies({ ...shape, p50Ns: ({ bytes }) => 2e4 + bytes });
  const claimed = studiesWithClaim(analysis, scales, studies, ({ statement }) =>
    /between|already|or fewer/.test(statement),
  );
  assert.ok(claimed <= 0.05 * studies, `${String(claimed)} of ${String(studies)}`);
});

test('the one that stops at ten clients has its knee there', () => {
  const stops = syntheticStudies({
    ...shape,
    p50Ns: ({ transport, bytes, clients }) =>
      (2e4 + bytes) * (transport === 'rest' ? Math.max(1, clients / 10) : 1),
  });
  const found = studiesWithClaim(
    analysis,
    stops,
    20,
    ({ id, statement, numbers }) =>
      id === 'knee.rest.64B' &&
      /between 1 and (?:10|50) clients by throughput/.test(statement) &&
      Math.abs((numbers['throughputClients'] ?? 0) - 10) < 2,
  );
  assert.ok(found >= 19, String(found));
});

test.run();
