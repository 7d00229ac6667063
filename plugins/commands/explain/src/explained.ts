import type { Host, Results } from '@wiretax/core';
import { peerNsPerCall } from '@wiretax/core/record';
import { type Explanation, type FrameDifference, frameDifferences, type Samples } from '@wiretax/costs';
import type { StoredStacks } from '@wiretax/flame/stored';
import { readFoldedStacks } from './folded-stacks.js';

/** An explanation, and what the flame graphs of both cells show beside it. */
export interface Explained extends Explanation {
  /** The functions that differ most. Empty unless both cells have folded stacks. */
  readonly frames: readonly FrameDifference[];
}

/** Folded stacks of a peer that has some in both cells. */
export interface ComparedStacks {
  /** Its name. */
  readonly peer: string;
  readonly a: StoredStacks;
  readonly b: StoredStacks;
}

export async function comparedStacks(
  host: Host,
  results: Results,
  { a, b, peers }: Explanation,
): Promise<readonly ComparedStacks[]> {
  const sides = await Promise.all(
    peers.map(async (peer) => {
      const [inA, inB] = await Promise.all([a, b].map((cell) => readFoldedStacks(host, results, cell, peer)));
      return inA === undefined || inB === undefined ? [] : [{ peer, a: inA, b: inB }];
    }),
  );
  return sides.flat();
}

/** The functions in which the cells differ most, their samples scaled to the CPU time that was measured. */
export function hottestFrames(
  results: Results,
  { a, b }: Explanation,
  stacks: readonly ComparedStacks[],
): readonly FrameDifference[] {
  const samplesOf = (cell: string, side: 'a' | 'b'): readonly Samples[] => {
    const row = results.rows.find((each) => each.cell.id === cell);
    return stacks.flatMap((compared) => {
      const known = row?.peers[compared.peer];
      return known === undefined ? [] : [{ folded: compared[side].text, cpuNs: peerNsPerCall(known) }];
    });
  };
  return frameDifferences(samplesOf(a, 'a'), samplesOf(b, 'b'));
}
