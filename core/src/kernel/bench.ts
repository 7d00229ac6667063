import { type Kind, kinds, kindTable } from '../contract/kinds.js';
import { type Bench, type Plugin, type Registry } from '../contract/plugin.js';
import type { Experiment } from '../contract/experiment.js';
import type { Host } from '../contract/host.js';
import type { LifecycleTaps } from '../contract/lifecycle.js';
import { Catalog } from './catalog.js';
import { type Owner, reasonOf, WiretaxError } from './errors.js';
import { deepFreeze } from './freeze.js';
import { callPluginSync } from './guard.js';
import { apiFault } from './plugin-api.js';
import { withSecrets } from './secrets.js';

/** A plugin that was imported, and where from. */
export interface LoadedPlugin {
  readonly plugin: Plugin;
  readonly version: string;
  /** URL of the entry module; peers import it too. */
  readonly entry: string;
  /** Below which its code lies, without symbolic links; left out where the entry is all of it. */
  readonly folder?: string;
  readonly dependencies: Readonly<Record<string, string>>;
  /** It sees another copy of core than the running one, or none: see `bridgeCore`. */
  readonly foreignCore?: boolean;
}

/** The plugins' contributions, by kind and name. */
export type Contributions = ReturnType<typeof applyPlugins>;

export interface BenchOptions {
  readonly host: Host;
  readonly plugins: readonly LoadedPlugin[];
  readonly settings: Experiment['settings'];
  /** The machine as this owner is to reach it; `host` when left out. */
  readonly hostOf?: (owner: Owner) => Host;
  /** The hooks as this owner is to see them. */
  readonly tapsOf: (owner: Owner) => LifecycleTaps;
}

/** Applies the plugins, each to a bench of its own. Throws a WiretaxError that names the plugin at fault. */
export function applyPlugins({ host, plugins, settings, tapsOf, hostOf = () => host }: BenchOptions) {
  const catalogs = emptyCatalogs();
  const entries = new Map<string, string>();
  const settingsOf = ({ name, settings: schema }: Plugin): Bench['settings'] =>
    withSecrets(`settings of ${name}`, { ...settings[name] }, schema, host.env);
  for (const { plugin, version, entry } of plugins) {
    const owner: Owner = { name: plugin.name, version };
    refuseMisfit(plugin, entry, entries);
    const bench: Bench = Object.freeze({
      hooks: tapsOf(owner),
      ...registriesOf(catalogs, owner),
      host: hostOf(owner),
      settings: deepFreeze(settingsOf(plugin)),
    });
    const subject = { kind: 'apply of plugin', name: plugin.name, owner };
    const returned = callPluginSync(subject, () => applied(plugin, bench));
    if (returned instanceof Promise) {
      returned.catch(() => undefined);
      throw new WiretaxError(
        'E_PLUGIN_SHAPE',
        `apply of plugin ${plugin.name} returned a promise; it must be synchronous`,
      );
    }
  }
  for (const catalog of Object.values(catalogs)) catalog.seal();
  return Object.freeze({ host, hostOf, plugins, ...catalogs });
}

type Plural = (typeof kindTable)[Kind]['plural'];
type ContributionIn<P extends Plural> = Bench[P] extends Registry<infer T> ? T : never;
type Catalogs = { readonly [P in Plural]: Catalog<ContributionIn<P>> };

function emptyCatalogs(): Catalogs {
  return Object.fromEntries(
    kinds.map((kind) => [kindTable[kind].plural, new Catalog(kind)]),
  ) as unknown as Catalogs;
}

function registriesOf(catalogs: Catalogs, owner: Owner): Pick<Bench, Plural> {
  const registries = Object.entries(catalogs).map(([plural, catalog]) => [plural, catalog.registryOf(owner)]);
  return Object.fromEntries(registries) as Pick<Bench, Plural>;
}

function applied(plugin: { apply(bench: Bench): unknown }, bench: Bench): unknown {
  try {
    return plugin.apply(bench);
  } catch (thrown) {
    if (thrown instanceof WiretaxError) throw thrown;
    throw new Error(`${reasonOf(thrown)}; mend the plugin, or leave it out`, { cause: thrown });
  }
}

function refuseMisfit(plugin: Plugin, entry: string, entries: Map<string, string>): void {
  const { name, api } = plugin as { name: string; api: unknown };
  const fault = apiFault(api);
  if (fault !== undefined) throw new WiretaxError('E_PLUGIN_API', `${name} was ${fault}`);
  const other = entries.get(name);
  if (other !== undefined) {
    throw new WiretaxError(
      'E_DUPLICATE_PLUGIN',
      `two plugins are called ${name}, ${other} and ${entry}; leave one of them out`,
    );
  }
  entries.set(name, entry);
}
