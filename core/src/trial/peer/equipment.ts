import type { Use } from '../../contract/cell.js';
import type { CodePackage } from '../../contract/collector.js';
import type { PeerInfo } from '../../contract/lifecycle.js';
import type { JsonSchema } from '../../contract/schema.js';
import { applyPlugins, type Contributions } from '../../kernel/bench.js';
import { codePackages } from '../../kernel/code-packages.js';
import type { Plugin } from '../../contract/plugin.js';
import { callPlugin, type GuardOptions } from '../../kernel/guard.js';
import type { Subject } from '../../kernel/errors.js';
import { WiretaxError } from '../../kernel/errors.js';
import { deepFreeze } from '../../kernel/freeze.js';
import type { Catalog } from '../../kernel/catalog.js';
import { bridgeCore } from '../../kernel/host/core-bridge.js';
import { nodeHost } from '../../kernel/host/node-host.js';
import { inertTaps } from '../../kernel/inert-taps.js';
import { withSecrets } from '../../kernel/secrets.js';
import type { PeerPlugin, StartPeer } from './messages.js';

/** What a peer works with: its plugins, applied to a bench whose hooks never fire. */
export interface Equipment {
  /** Who this peer is. */
  readonly peer: Pick<PeerInfo, 'name' | 'half'>;
  readonly bench: Contributions;
  /** For those who look into stacks. */
  readonly packages: readonly CodePackage[];
  /** Aborts when the peer is told to stop. */
  readonly signal: AbortSignal;
}

export async function equip(start: StartPeer, signal: AbortSignal): Promise<Equipment> {
  deepFreeze(start);
  // Before plugins are imported, so that paths stand for what they stood for then.
  const host = nodeHost('same-group');
  if (start.plugins.some(({ foreignCore }) => foreignCore)) bridgeCore();
  const plugins = await Promise.all(
    start.plugins.map(async (plugin) => ({ ...plugin, plugin: await importPlugin(plugin) })),
  );
  const bench = applyPlugins({ host, plugins, settings: start.settings, tapsOf: () => inertTaps });
  return { peer: { name: start.peer, half: start.half }, bench, packages: codePackages(bench), signal };
}

async function importPlugin({ name, entry }: PeerPlugin): Promise<Plugin> {
  const module = (await import(entry)) as { default?: Plugin };
  if (module.default === undefined) throw new WiretaxError('E_PLUGIN_SHAPE', `${name} has no default export`);
  return module.default;
}

/** Closes what a transport has opened; a failure names it. The peer is told to stop already, so no signal ends this. */
export async function closeOf(
  equipment: Equipment,
  transport: Use,
  opened: { close(): Promise<void> } | undefined,
): Promise<void> {
  const { subject, guard } = pick(equipment, equipment.bench.transports, transport);
  const signal = new AbortController().signal;
  await callPlugin(subject, { ...guard, limitMs: Number.POSITIVE_INFINITY, signal }, () => opened?.close());
}

/** A contribution, how to call it through the guard, and the options that it gets. */
export function pick<T extends object>(
  equipment: Equipment,
  catalog: Catalog<T>,
  { use, label, options }: Use,
): {
  readonly contribution: T;
  readonly subject: Subject;
  readonly guard: GuardOptions;
  readonly options: Use['options'];
} {
  const { contribution, owner } = catalog.need(use);
  const { options: schema }: { readonly options?: JsonSchema } = contribution;
  const { env } = equipment.bench.host;
  return {
    contribution,
    options: deepFreeze(withSecrets(`${catalog.kind} ${label}`, options, schema, env)),
    subject: { kind: catalog.kind, name: use, owner },
    guard: { clock: equipment.bench.host.clock, limitMs: 30_000, signal: equipment.signal },
  };
}
