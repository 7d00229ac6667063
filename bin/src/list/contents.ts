import type { FoundPlugin } from '@wiretax/config/plugins/found-plugin.js';

/** What a plugin says that it contributes, in one line. */
export function contentsOf({ provides, hooks }: Pick<FoundPlugin, 'provides' | 'hooks'>): string {
  const kinds = Object.entries(provides).map(([kind, names]) => `${kind} ${names.join(', ')}`);
  const taps = hooks.length === 0 ? [] : [`taps ${hooks.join(', ')}`];
  return [...kinds, ...taps].join('; ') || 'known when a run imports it';
}
