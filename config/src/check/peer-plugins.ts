import { isInPeers } from '@wiretax/core';
import type { Kernel } from '@wiretax/core/run';
import { isEmbedded } from '../plugins/given-plugins.js';
import type { Mention } from '../read/located.js';
import type { ProblemList } from '../read/problem-list.js';
import { catalogOf } from './uses.js';

/** What peers must import can't come from an object that only this process has. */
export function checkPeerPlugins(kernel: Kernel, mentions: readonly Mention[], problems: ProblemList): void {
  const embedded = kernel.plugins.filter(isEmbedded).map(({ plugin }) => plugin.name);
  for (const { kind, name, path, excluded } of mentions) {
    const owner = catalogOf(kernel, kind).entry(name)?.owner.name ?? '';
    if (excluded || !embedded.includes(owner) || problems.covers(path)) continue;
    const inside = kind === 'collector' && kernel.collectors.get(name)?.side === 'inside';
    if (!inside && !isInPeers(kind)) continue;
    const how = 'give it as { plugin, entry }, where entry is the address of its module';
    problems.add(path, `${kind} ${name} of ${owner} works in peers, which must import it; ${how}`);
  }
}
