import type { Manifest, Results, Row } from '@wiretax/core';
import { sampleManifest, sampleResults } from '@wiretax/core/testing';
import { syntheticRow, type SyntheticRowShape } from '@wiretax/statistics/synthetic';
import type { Pair } from './pairing.js';
import type { Sides } from './sides.js';

export function rowWith(changes: Partial<SyntheticRowShape>): Row {
  const shape = { transport: 'tcp', bytes: 64, clients: 10, launches: 5, calls: 1000, p50Ns: 50_000 };
  return syntheticRow({ tailRatio: 1.6, launchNoise: 0.02, seed: 1, ...shape, ...changes });
}

/** What the manifests of two runs that alternated say, as `sidesOf` takes them. */
export const alternated = [
  { against: { run: 'before', role: 'candidate' } },
  { against: { run: 'after', role: 'baseline' } },
] as const;

/** Two stored runs of these pairs. */
export function sidesOf(
  pairs: readonly Pair[],
  changesB: Partial<Manifest> = {},
  changesA: Partial<Manifest> = {},
): Sides {
  const resultsOf = (rows: readonly Row[], id: string, changes: Partial<Manifest>): Results =>
    sampleResults(rows, { manifest: sampleManifest({}, { id, ...changes }), directory: `runs/${id}` });
  const a = resultsOf(
    pairs.map((pair) => pair.a),
    'before',
    changesA,
  );
  const b = resultsOf(
    pairs.map((pair) => pair.b),
    'after',
    changesB,
  );
  return { a, b, pairs, onlyA: [], onlyB: [] };
}
