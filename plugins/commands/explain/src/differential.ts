import { join } from 'node:path';
import type { Host } from '@wiretax/core';
import type { NamedPackage } from '@wiretax/core/record';
import type { Explanation } from '@wiretax/costs';
import { differentialFlameGraph, parseFolded } from '@wiretax/flame';
import type { ComparedStacks } from './explained.js';

/** Writes a differential flame graph for each peer into the run's folder. Resolves with the paths. */
export async function writeDifferentials(
  host: Host,
  directory: string,
  { a, b }: Explanation,
  stacks: readonly ComparedStacks[],
  packages: readonly NamedPackage[],
): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const compared of stacks) {
    const { peer } = compared;
    const side = (name: string, { text, ...rest }: ComparedStacks['a']) => ({
      name,
      stacks: parseFolded(text),
      ...rest,
    });
    const file = `${['explain', a, b, peer].join('.').replaceAll(/[^\w.-]/g, '-')}.html`;
    await host.files.within(directory).write(
      file,
      differentialFlameGraph({
        title: `${peer}: ${a} (A) and ${b} (B)`,
        a: side(a, compared.a),
        b: side(b, compared.b),
        packages,
      }),
    );
    paths.push(join(directory, file));
  }
  return paths;
}
