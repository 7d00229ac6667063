import type { Host } from '../contract/host.js';
import type { Plugin } from '../contract/plugin.js';
import { applyPlugins, type Contributions } from '../kernel/bench.js';
import { inertTaps } from '../kernel/inert-taps.js';

/**
 * The contributions of one plugin, applied as a peer applies it: its hooks never fire. Throws a WiretaxError
 * if the plugin can't be applied.
 */
export function applyPlugin(
  plugin: Plugin,
  host: Host,
  settings: Readonly<Record<string, unknown>> = {},
): Contributions {
  return applyPlugins({
    host,
    plugins: [{ plugin, version: '0.0.0', entry: 'test', dependencies: {} }],
    settings: { [plugin.name]: settings },
    tapsOf: () => inertTaps,
  });
}
