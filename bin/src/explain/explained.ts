import { join } from 'node:path';
import { type Host, type Results, type Role, reasonOf } from '@wiretax/core';
import { trialDirectory } from '@wiretax/core/runtime';
import {
  type Explanation,
  type FrameDifference,
  frameDifferences,
  type Samples,
} from '@wiretax/plugin-explain';

/** An explanation with the functions in which the flame graphs of both cells differ most. */
export interface Explained extends Explanation {
  /** Empty unless both cells have folded stacks. */
  readonly frames: readonly FrameDifference[];
}

const foldedFile = 'stacks.folded';

export async function hottestFrames(
  host: Host,
  results: Results,
  { a, b }: Explanation,
): Promise<readonly FrameDifference[]> {
  const [inA, inB] = await Promise.all([samplesOf(host, results, a), samplesOf(host, results, b)]);
  return inA.length === 0 || inB.length === 0 ? [] : frameDifferences(inA, inB);
}

/** The folded stacks of both peers of a cell, of its first launch that has any. */
async function samplesOf(host: Host, results: Results, id: string): Promise<readonly Samples[]> {
  const row = results.rows.find(({ cell }) => cell.id === id);
  const samples = await Promise.all(
    (['client', 'server'] as const).map(async (role) => {
      const vitals = row?.[role] ?? null;
      const file = vitals === null ? undefined : foldedOf(results, id, role);
      if (vitals === null || file === undefined) return undefined;
      try {
        return { folded: await host.files.read(file), cpuNs: vitals.userNsPerCall + vitals.systemNsPerCall };
      } catch (error) {
        host.console.err(`can't read ${file}: ${reasonOf(error)}\n`);
        return undefined;
      }
    }),
  );
  return samples.filter((each) => each !== undefined);
}

function foldedOf(results: Results, id: string, role: Role): string | undefined {
  for (const { cell, trial, evidence } of results.trials) {
    if (cell !== id) continue;
    const record = evidence.find(
      (each) => each.role === role && each.artifacts.some(({ file }) => file === foldedFile),
    );
    if (record !== undefined) {
      return join(trialDirectory(results.directory, id, trial), `${record.collector}-${role}`, foldedFile);
    }
  }
  return undefined;
}
