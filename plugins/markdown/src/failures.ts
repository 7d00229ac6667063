import type { Results } from '@wiretax/core';
import { codeBlock } from './markdown.js';

/** Every trial that broke off, with what its peers said last. */
export function failures({ trials }: Results, raw: Results): readonly string[] {
  const blocks = trials.flatMap(({ error, cell, trial }, index) => {
    if (error === undefined) return [];
    const log = raw.trials[index]?.error?.log ?? [];
    return [
      `**${cell}, launch ${String(trial)}**, in ${error.phase}: ${error.message} (${error.code})`,
      ...(log.length === 0 ? [] : [codeBlock(log.join('\n'))]),
    ];
  });
  return blocks.length === 0 ? [] : ['## Failures', ...blocks];
}
