import type { Results } from '@wiretax/core';
import type { Circumstances } from './circumstances.js';
import { type Compared, judgementsOf } from './comparison.js';
import type { Difference } from './judgement.js';
import type { Sides } from './sides.js';
import { overall } from './verdict.js';

const schema = 1;

/** A comparison for machines. Latencies and CPU times in ns, throughput in calls per second. */
export function comparisonDocument(
  { a, b, onlyA, onlyB }: Sides,
  compared: Compared,
  circumstances: Circumstances,
): object {
  const { comparisons, pool, paired, leftOut, incomplete, margin } = compared;
  return {
    schema,
    a: sideOf(a),
    b: sideOf(b),
    conclusion: overall(judgementsOf(compared)),
    margin,
    ...circumstances,
    paired,
    onlyA,
    onlyB,
    leftOut,
    incomplete,
    pool: pool && { ...pool, differences: pool.differences.map(flat) },
    comparisons: comparisons.map(flat),
  };
}

function flat({ figure, effect, ...rest }: Difference): object {
  return { ...rest, figure: figure.key, ...effect };
}

function sideOf({ manifest, directory }: Results): object {
  return { run: manifest.id, directory, startedAt: manifest.startedAt, role: manifest.against?.role ?? null };
}
