import { studiesWithClaim, syntheticStudies } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { answer } from './analysis.js';

const studies = 60;

test('of transports that are alike one leads by some figure in at most 5 % of studies', () => {
  const alike = syntheticStudies({ bytes: [64, 65_536], clients: [1, 50], launches: 3, calls: 1000 });
  const claimed = studiesWithClaim(answer, alike, studies, ({ answers, statement }) => {
    const claims = statement.replaceAll(/\b(?:whether|who)\b.*? is not known yet/g, '');
    return answers === 'leads' && /\bis (fastest|cheapest)\b/.test(claims);
  });
  assert.ok(claimed <= 0.05 * studies, `${String(claimed)} of ${String(studies)}`);
});

test.run();
