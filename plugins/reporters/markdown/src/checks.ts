import type { Results } from '@wiretax/core';
import { checkMarks, gravestChecks } from '@wiretax/core/record';
import { list } from '@wiretax/writing/markdown';

/** What was demanded of the run and what came of it, the gravest first. */
export function checks({ checks: all }: Results): readonly string[] {
  if (all.length === 0) return [];
  const lines = gravestChecks(all).map(
    ({ outcome, by, title, statement }) => `${checkMarks[outcome]} ${by} **${title}**: ${statement}`,
  );
  return ['## Checks', list(lines)];
}
