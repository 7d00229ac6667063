import { InputError, type Kind, kinds } from '@wiretax/core';
import { nearest } from '@wiretax/config/read/nearest.js';
import { quote } from '@wiretax/config/read/quote.js';
import { type FoundPlugin, provides } from '@wiretax/config/plugins/found-plugin.js';

export function contributionKind(given: string): Kind {
  const kind = kinds.find((known) => known === given);
  if (kind !== undefined) return kind;
  const hint = nearest(given, kinds);
  const advice = hint === undefined ? `choose one of ${kinds.join(', ')}` : `did you mean ${hint}?`;
  throw new InputError('E_UNKNOWN_KIND', `there is no kind ${quote(given)}; ${advice}`);
}

/** Throws an InputError if one of these plugins has such a contribution: no run could use either. */
export function requireFree(kind: Kind, name: string, plugins: readonly FoundPlugin[]): void {
  const owner = plugins.find((plugin) => provides(plugin, kind, name));
  if (owner === undefined) return;
  throw new InputError(
    'E_NAME_TAKEN',
    `${kind} ${name} is provided by ${owner.name} already; choose another name`,
  );
}
