import type { Use } from '../contract/experiment.js';
import { applyPlugins, type Contributions } from '../bench.js';
import type { Plugin } from '../contract/plugin.js';
import type { GuardOptions } from '../guard.js';
import type { Subject } from '../errors.js';
import { WiretaxError } from '../errors.js';
import { deepFreeze } from '../freeze.js';
import type { Catalog } from '../catalog.js';
import { bridgeCore } from '../host/core-bridge.js';
import { nodeHost } from '../host/node-host.js';
import { inertTaps } from '../inert-taps.js';
import type { PeerPlugin, StartPeer } from './messages.js';

/** What a peer works with: its plugins, applied to a bench whose hooks never fire. */
export interface Equipment {
  readonly bench: Contributions;
  /** Aborts when the peer is told to stop. */
  readonly signal: AbortSignal;
}

export async function equip(start: StartPeer, signal: AbortSignal): Promise<Equipment> {
  deepFreeze(start);
  if (start.plugins.some(({ foreignCore }) => foreignCore)) bridgeCore();
  const plugins = await Promise.all(
    start.plugins.map(async (plugin) => ({
      plugin: await importPlugin(plugin),
      version: plugin.version,
      entry: plugin.entry,
      dependencies: {},
    })),
  );
  return {
    bench: applyPlugins({
      host: nodeHost('same-group'),
      plugins,
      settings: start.settings,
      tapsOf: () => inertTaps,
    }),
    signal,
  };
}

async function importPlugin({ name, entry }: PeerPlugin): Promise<Plugin> {
  const module = (await import(entry)) as { default?: Plugin };
  if (module.default === undefined) throw new WiretaxError('E_PLUGIN_SHAPE', `${name} has no default export`);
  return module.default;
}

/** A contribution and how to call it through the guard. */
export function pick<T>(
  equipment: Equipment,
  catalog: Catalog<T>,
  { use }: Use,
): { readonly contribution: T; readonly subject: Subject; readonly guard: GuardOptions } {
  const { contribution, owner } = catalog.need(use);
  return {
    contribution,
    subject: { kind: catalog.kind, name: use, owner },
    guard: { clock: equipment.bench.host.clock, limitMs: 30_000, signal: equipment.signal },
  };
}
