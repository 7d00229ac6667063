import type { Host, Results, Role } from '@wiretax/core';
import { type Explanation, type FrameDifference, frameDifferences, type Samples } from '@wiretax/costs';
import type { StoredStacks } from '@wiretax/flame/stored';
import { readFoldedStacks } from './folded-stacks.js';

/** An explanation, and what the flame graphs of both cells show beside it. */
export interface Explained extends Explanation {
  /** The functions that differ most. Empty unless both cells have folded stacks. */
  readonly frames: readonly FrameDifference[];
}

/** Folded stacks of both cells, of the peers that have some in both. */
export type ComparedStacks = Readonly<
  Partial<Record<Role, { readonly a: StoredStacks; readonly b: StoredStacks }>>
>;

const roles = ['client', 'server'] as const;

export async function comparedStacks(
  host: Host,
  results: Results,
  { a, b }: Explanation,
): Promise<ComparedStacks> {
  const sides = await Promise.all(
    roles.map(async (role) => {
      const [inA, inB] = await Promise.all([a, b].map((cell) => readFoldedStacks(host, results, cell, role)));
      return inA === undefined || inB === undefined ? [] : [[role, { a: inA, b: inB }] as const];
    }),
  );
  return Object.fromEntries(sides.flat());
}

/** The functions in which the cells differ most, their samples scaled to the CPU time that was measured. */
export function hottestFrames(
  results: Results,
  { a, b }: Explanation,
  stacks: ComparedStacks,
): readonly FrameDifference[] {
  const samplesOf = (cell: string, side: 'a' | 'b'): readonly Samples[] => {
    const row = results.rows.find((each) => each.cell.id === cell);
    return roles.flatMap((role) => {
      const vitals = row?.[role] ?? null;
      const folded = stacks[role]?.[side].text;
      if (vitals === null || folded === undefined) return [];
      return [{ folded, cpuNs: vitals.userNsPerCall + vitals.systemNsPerCall }];
    });
  };
  return frameDifferences(samplesOf(a, 'a'), samplesOf(b, 'b'));
}
