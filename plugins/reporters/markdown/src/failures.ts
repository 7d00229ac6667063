import type { Results } from '@wiretax/core';
import { codeBlock, list } from '@wiretax/writing/markdown';

/** What of the stored files could not be used, and every trial that broke off, with what its peers said last. */
export function failures({ trials, damage = [] }: Results, raw: Results): readonly string[] {
  const blocks = trials.flatMap(({ error, cell, trial }, index) => {
    if (error === undefined) return [];
    const log = raw.trials[index]?.error?.log ?? [];
    return [
      `**${cell}, launch ${String(trial)}**, in ${error.phase}: ${error.message} (${error.code})`,
      ...(log.length === 0 ? [] : [codeBlock(log.join('\n'))]),
    ];
  });
  const unusable = damage.length === 0 ? [] : [list(damage)];
  return blocks.length + unusable.length === 0 ? [] : ['## Failures', ...unusable, ...blocks];
}
