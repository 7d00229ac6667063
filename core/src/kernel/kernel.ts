import type { Experiment } from '../contract/experiment.js';
import type { Host } from '../contract/host.js';
import { codePackages } from './code-packages.js';
import { applyPlugins, type LoadedPlugin } from './bench.js';
import { Lifecycle } from './lifecycle.js';
import { StartedProcesses } from './started-processes.js';

export interface KernelOptions {
  readonly host: Host;
  readonly plugins: readonly LoadedPlugin[];
  readonly settings: Experiment['settings'];
  /** Time limit of one tap, ms. */
  readonly tapLimitMs?: number;
}

export type Kernel = ReturnType<typeof createKernel>;

/** Applies the plugins and seals the hooks. Throws a WiretaxError that names the plugin at fault. */
export function createKernel({ host, plugins, settings, tapLimitMs = 30_000 }: KernelOptions) {
  const suspects = plugins.map(({ plugin: { name }, version, entry }) => ({ name, version, entry }));
  const lifecycle = new Lifecycle(host.clock, tapLimitMs, suspects);
  const processes = new StartedProcesses();
  const contributions = applyPlugins({
    host,
    plugins,
    settings,
    tapsOf: (owner) => lifecycle.tapsOf(owner),
    hostOf: (owner) => processes.hostOf(owner, host),
  });
  lifecycle.seal();
  return Object.freeze({
    ...contributions,
    /** Of the plugins, by the names that they have now: a resumed run may have known some by others. */
    settings,
    /** For those who look into stacks. */
    packages: codePackages(contributions),
    fire: lifecycle.fire.bind(lifecycle),
    isTapped: lifecycle.isTapped.bind(lifecycle),
    /** Ends what plugins have left running, and says whose it was. */
    endProcesses: async () => [
      ...(await processes.endAll(host.clock)),
      ...(await host.endStrays()).map(strayText),
    ],
  });
}

function strayText(what: string): string {
  return `a plugin left a process running that it had not started through its host (${what}), which was ended; use host.spawn, and end it in teardown`;
}
