import type { Analysis } from './analysis.js';
import type { Codec } from './codec.js';
import type { Collector } from './collector.js';
import type { FlowControl } from './flow.js';
import type { Host } from './host.js';
import type { Launcher } from './launcher.js';
import type { LifecycleTaps } from './lifecycle.js';
import type { Link } from './link.js';
import type { LoadModel } from './load.js';
import type { Reporter } from './reporter.js';
import type { JsonSchema } from './schema.js';
import type { Topology } from './topology.js';
import type { Transport } from './transport.js';

/** The version of these contracts. A plugin states the one it was written for; another is refused. */
export const API = 2;

/**
 * A plugin is the default export of its package's entry module.
 *
 * The module must have no side effect on import. It is imported only when a run needs something that
 * its `package.json` says it provides, once in the coordinator and once in every peer process.
 */
export interface Plugin {
  /** The name of the package. Errors and `wiretax list` show it. */
  readonly name: string;
  /** The contract version that the plugin was written for, see {@link API}. */
  readonly api: 2;
  /**
   * Schema of what a user may write under `settings.<short name>` in a config, where the short name is
   * the package's name without `@wiretax/plugin-` or `wiretax-plugin-`. Without it, settings are refused.
   */
  readonly settings?: JsonSchema;
  /**
   * Adds contributions and taps hooks. Synchronous, deterministic, without side effects other than on
   * `bench`: it runs in every peer as well, where the hooks never fire. Adding or tapping after it has
   * returned is refused.
   */
  apply(bench: Bench): void;
}

/** What a plugin sees of Wiretax: where to add, and where to tap. It can't look other plugins up. */
export interface Bench {
  readonly hooks: LifecycleTaps;
  readonly transports: Registry<Transport>;
  readonly links: Registry<Link>;
  readonly codecs: Registry<Codec>;
  readonly flows: Registry<FlowControl>;
  readonly loads: Registry<LoadModel>;
  readonly topologies: Registry<Topology>;
  readonly launchers: Registry<Launcher>;
  readonly collectors: Registry<Collector>;
  readonly analyses: Registry<Analysis>;
  readonly reporters: Registry<Reporter>;
  /** Clock, processes, files, console: the only way to reach the machine from a hook. */
  readonly host: Host;
  /** The user's settings of this plugin, valid by {@link Plugin.settings}, frozen; `{}` when there are none. */
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface Registry<T> {
  /**
   * Adds a contribution under the name by which configs and the command line refer to it.
   * Lower case letters, digits and dashes. A name that is taken is refused, naming both owners.
   */
  add(name: string, contribution: T): void;
}

/** Types a plugin and freezes it. `export default definePlugin({ name, api: 2, apply(bench) { … } })`. */
export function definePlugin(plugin: Plugin): Plugin {
  return Object.freeze(plugin);
}
