import type { Results } from '@wiretax/core';
import type { Circumstances } from './circumstances.js';
import type { Compared } from './comparison.js';
import type { Sides } from './sides.js';
import { overall } from './verdict.js';

const schema = 1;

/** A comparison for machines. Latencies and CPU times in ns, throughput in calls per second. */
export function comparisonDocument(
  { a, b, onlyA, onlyB }: Sides,
  { comparisons, leftOut, margin }: Compared,
  circumstances: Circumstances,
): object {
  return {
    schema,
    a: sideOf(a),
    b: sideOf(b),
    conclusion: overall(comparisons),
    margin,
    ...circumstances,
    onlyA,
    onlyB,
    leftOut,
    comparisons: comparisons.map(({ figure, effect, ...rest }) => ({
      ...rest,
      figure: figure.key,
      ratio: effect.ratio,
      interval: effect.interval,
      pValue: effect.pValue,
      launches: effect.launches,
    })),
  };
}

function sideOf({ manifest, directory }: Results): object {
  return { run: manifest.id, directory, startedAt: manifest.startedAt, role: manifest.against?.role ?? null };
}
