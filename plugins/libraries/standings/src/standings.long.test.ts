import type { Results } from '@wiretax/core';
import { type SyntheticStudyShape, syntheticStudies } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type RankedFigure, rankedFigures, standingsOf } from './index.js';

const simulated = 60;

/** In how many studies something is said to be worse. */
function claiming(figures: readonly RankedFigure[], studies: (number: number) => Results): number {
  return Array.from({ length: simulated }, (_, number) => studies(number + 1)).filter(({ rows }) =>
    figures.some((figure) =>
      standingsOf(rows, figure).some(({ contenders }) =>
        contenders.some(({ standing }) => standing === 'worse'),
      ),
    ),
  ).length;
}

const shapes: readonly (readonly [string, SyntheticStudyShape])[] = [
  ['one place of three launches', { bytes: [64], clients: [1], launches: 3 }],
  ['four places of three launches', { bytes: [64, 65_536], clients: [1, 50], launches: 3 }],
  ['nine places of five launches', { bytes: [64, 4096, 65_536], clients: [1, 10, 50] }],
  ['five alike, two places', { transports: ['a', 'b', 'c', 'd', 'e'], bytes: [64, 4096], clients: [1] }],
];

for (const [name, shape] of shapes) {
  test(`of studies of stacks that are alike at most 5 % say that one is worse: ${name}`, () => {
    const studies = syntheticStudies({ calls: 1000, ...shape });
    for (const figure of rankedFigures.slice(0, 2)) {
      const claims = claiming([figure], studies);
      // 5 % of 60 and two standard errors.
      assert.ok(claims <= 6, `${figure.title}: ${String(claims)} of ${String(simulated)}`);
    }
  });
}

test('a stack that is slower by a fifth is found in nine of ten studies of five launches', () => {
  const studies = syntheticStudies({
    transports: ['tcp', 'rest'],
    bytes: [64, 65_536],
    clients: [1, 50],
    launchNoise: 0.02,
    p50Ns: ({ transport }) => (transport === 'tcp' ? 5e4 : 6e4),
  });
  const found = Array.from({ length: simulated }, (_, number) => studies(number + 1)).filter(({ rows }) =>
    rankedFigures
      .slice(0, 1)
      .every((figure) => standingsOf(rows, figure).every(({ decision }) => decision === 'leader')),
  ).length;
  assert.ok(found >= 54, `${String(found)} of ${String(simulated)}`);
});

test.run();
