import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Host, InputError, type Manifest } from '@wiretax/core';
import { createKernel, type Kernel } from '@wiretax/core/runtime';
import type { Mention } from '../config/mentions.js';
import { ProblemList } from '../config/problem-list.js';
import { findPlugins, mostExplicit } from '../plugins/catalogue.js';
import type { FoundPlugin } from '../plugins/found-plugin.js';
import { importPlugins } from '../plugins/imported-plugin.js';
import type { Installation } from '../plugins/installed-plugins.js';
import { checkNames } from './names.js';
import { selectPlugins } from './selection.js';

/** The kernel that a stored run was made with, and what is no longer as it was. */
export async function kernelToResume(
  manifest: Manifest,
  installation: Installation,
  host: Host,
): Promise<{ readonly kernel: Kernel; readonly changes: readonly string[] }> {
  const known = knownPlugins(manifest, installation);
  const used = manifest.plugins.map(({ name, version }) => {
    const plugin = known.find((candidate) => candidate.name === name);
    if (plugin === undefined) {
      throw new InputError(
        'E_PLUGIN_GONE',
        `${manifest.id} was run with ${name} ${version}; install it again`,
      );
    }
    return { plugin, version };
  });
  const changes = used.flatMap(({ plugin, version }) =>
    plugin.version === version || plugin.bare
      ? []
      : [`${plugin.name} was ${version} when the run started and is ${plugin.version} now`],
  );
  const plugins = await importPlugins(used.map(({ plugin }) => plugin));
  return { kernel: createKernel({ host, plugins, settings: manifest.experiment.settings }), changes };
}

/** A kernel with all analyses and these reporters. Throws if one of them isn't there. */
export async function kernelToReport(
  manifest: Manifest,
  reporters: readonly string[],
  installation: Installation,
  host: Host,
): Promise<Kernel> {
  const mentions = reporters.map((name): Mention => ({
    kind: 'reporter',
    name,
    options: {},
    path: '--reporter',
    excluded: false,
  }));
  const problems = new ProblemList();
  const known = knownPlugins(manifest, installation);
  const plugins = await importPlugins(selectPlugins(known, mentions, problems));
  const kernel = createKernel({ host, plugins, settings: manifest.experiment.settings });
  checkNames(kernel, known, mentions, [], problems);
  if (problems.problems.length > 0) {
    throw new InputError('E_UNKNOWN_REPORTER', `${manifest.id} can't be reported`, problems.problems);
  }
  return kernel;
}

/** What can be used now, and what the run's config had named besides, as long as its files are there. */
function knownPlugins(manifest: Manifest, installation: Installation): readonly FoundPlugin[] {
  const found = findPlugins(installation, { specifiers: [], folder: installation.dataDir });
  const extra = manifest.plugins.flatMap(({ name, version, entry }): FoundPlugin[] => {
    const path = fileURLToPath(entry);
    if (found.some((plugin) => plugin.entry === path) || !existsSync(path)) return [];
    const nothing = { description: '', provides: {}, hooks: [], bare: true };
    return [{ name, version, origin: 'config', folder: dirname(path), entry: path, ...nothing }];
  });
  return mostExplicit([...found, ...extra]);
}
