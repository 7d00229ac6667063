import { fileURLToPath } from 'node:url';
import { type Host, InputError, type Manifest, type Problem } from '@wiretax/core';
import { createKernel, type Kernel, type LoadedPlugin } from '@wiretax/core/run';
import { displayPath } from '../read/display-path.js';
import type { Mention } from '../read/located.js';
import { ProblemList } from '../read/problem-list.js';
import { inFull, pageReporter, shortReporter } from '../read/reporters.js';
import { allowedPlugins } from '../plugins/allowed-plugins.js';
import { findPlugins } from '../plugins/catalogue.js';
import type { FoundPlugin } from '../plugins/found-plugin.js';
import { importPlugins } from '../plugins/imported-plugin.js';
import type { Installation } from '../plugins/installed-plugins.js';
import { withLaterKinds } from '../plugins/later-kinds.js';
import { pluginsNow, replacedIn, settingsNow } from '../plugins/replaced.js';
import { checkNames } from './names.js';
import { missingSecrets, withSecretsOfSettings } from './secrets.js';
import { selectPlugins } from '../plugins/selection.js';

/** Where plugins of a stored run may come from. Where the run says that they were is not among it. */
export interface PluginSources {
  readonly installation: Installation;
  /** What `--allow-plugin` names. */
  readonly allowed: readonly string[];
}

type UsedPlugin = Manifest['plugins'][number];

/** The kernel that a stored run was made with, and what is no longer as it was. */
export async function kernelToResume(
  { id, plugins: stored, experiment }: Manifest,
  sources: PluginSources,
  host: Host,
): Promise<{ readonly kernel: Kernel; readonly changes: readonly string[] }> {
  const { installed, allowed } = await openSources(sources);
  const replaced = replacedIn(installed, allowed);
  const used = withLaterKinds(pluginsNow(stored, replaced), installed);
  const isUsed = ({ plugin }: LoadedPlugin): boolean => used.some(({ name }) => name === plugin.name);
  const problems = [
    ...missingFrom(used, installed, allowed).map(missingProblem),
    ...allowed.filter((loaded) => !isUsed(loaded)).map(strangerProblem),
  ];
  if (problems.length > 0) throw new InputError('E_PLUGIN_GONE', `${id} can't be resumed`, problems);
  const loaded = await importPlugins(installed.filter(({ name }) => used.some((one) => one.name === name)));
  const plugins = used.flatMap(
    ({ name }) => [...allowed, ...loaded].find(({ plugin }) => plugin.name === name) ?? [],
  );
  const changes = used.flatMap(({ name, version }) => {
    const now = plugins.find(({ plugin }) => plugin.name === name)?.version;
    return now === version ? [] : [`${name} was ${version} when the run started and is ${String(now)} now`];
  });
  const settings = settingsNow(experiment.settings, replaced);
  const { ready, missing } = withSecretsOfSettings(plugins, settings, host.env);
  const kernel = createKernel({ host, plugins: ready, settings });
  const secrets = [...missing, ...missingSecrets(experiment, kernel)];
  if (secrets.length > 0) throw new InputError('E_SECRET', `${id} can't go on`, secrets);
  return { kernel, changes };
}

export interface ReportingKernel {
  readonly kernel: Kernel;
  /** All that were found, also those that are left out of the kernel. */
  readonly plugins: readonly LoadedPlugin[];
  readonly reporters: readonly string[];
  /** Those of the run that run on request, and those that were asked for. */
  readonly analyses: readonly string[];
  /** What was left out, and how to let it in, a sentence each. */
  readonly notes: readonly string[];
}

/** What a report was asked for by name: reporters in place of the run's, and further analyses of those that run on request. */
export interface AskedOfReport {
  readonly reporters: readonly string[] | undefined;
  /** Whether reporter `table` takes the place of `summary`: every row and finding. */
  readonly full?: boolean;
  readonly analyses?: readonly string[];
}

/**
 * A kernel with all analyses and reporters that are installed or allowed. Plugins that lack a secret are left out, for reports need
 * none. Of the run's own reporters those that are not there are left out; throws if one is missing that was `asked` for.
 */
export async function kernelToReport(
  manifest: Manifest,
  { reporters: asked, full = false, analyses = [] }: AskedOfReport,
  sources: PluginSources,
  host: Host,
): Promise<ReportingKernel> {
  const { installed, allowed } = await openSources(sources);
  const named = asked ?? manifest.experiment.reporters;
  const wanted = full ? inFull(named) : named;
  const requested = analyses.map((name) => mentionOf('analysis', name));
  const mentions = [...wanted.map((name) => mentionOf('reporter', name)), ...requested];
  // In place of those that may turn out to be missing; and the page, which a run that is resumed leaves behind.
  const others = [shortReporter, pageReporter].filter((name) => !wanted.includes(name));
  const problems = new ProblemList();
  const selected = await importPlugins(
    selectPlugins(installed, [...mentions, ...others.map((name) => mentionOf('reporter', name))], problems),
  );
  const plugins = [...selected, ...allowed];
  const replaced = replacedIn(installed, allowed);
  const settings = settingsNow(manifest.experiment.settings, replaced);
  const { ready, missing: secrets } = withSecretsOfSettings(plugins, settings, host.env);
  const kernel = createKernel({ host, plugins: ready, settings });
  const missing = missingFrom(pluginsNow(manifest.plugins, replaced), installed, allowed);
  const checked = asked === undefined ? requested : mentions;
  if (checked.length > 0) {
    const lacking = plugins.filter((plugin) => !ready.includes(plugin));
    const able = installed.filter(({ name }) => !lacking.some(({ plugin }) => plugin.name === name));
    checkNames(kernel, able, checked, problems);
    if (problems.problems.length > 0) {
      const found = [...problems.problems, ...secrets, ...missing.map(missingProblem)];
      throw new InputError('E_UNKNOWN_REPORTER', `${manifest.id} can't be reported`, found);
    }
  }
  const reporters = wanted.filter((name) => kernel.reporters.get(name) !== undefined);
  const leftOut = wanted.filter((name) => !reporters.includes(name));
  return {
    kernel,
    plugins,
    analyses: [...new Set([...(manifest.experiment.analyses ?? []), ...analyses])],
    reporters: reporters.length === 0 && leftOut.length > 0 ? [shortReporter] : reporters,
    notes: [
      ...secrets.map(({ path, message }) => `a plugin is left out: ${path}: ${message}`),
      ...missing.map(missingProblem).map(({ path, message }) => `the run was made with ${path}, ${message}`),
      ...(leftOut.length === 0
        ? []
        : [`the run's own reporters ${leftOut.join(', ')} are not there and left out`]),
    ],
  };
}

async function openSources({ installation, allowed: names }: PluginSources): Promise<{
  readonly installed: readonly FoundPlugin[];
  readonly allowed: readonly LoadedPlugin[];
}> {
  const folder = process.cwd();
  const allowed = await importPlugins(allowedPlugins(names, folder));
  const isAllowed = ({ name }: FoundPlugin): boolean => allowed.some(({ plugin }) => plugin.name === name);
  const found = findPlugins(installation, { specifiers: [], folder });
  return { installed: found.filter((plugin) => !isAllowed(plugin)), allowed };
}

function missingFrom(
  used: readonly UsedPlugin[],
  installed: readonly FoundPlugin[],
  allowed: readonly LoadedPlugin[],
): readonly UsedPlugin[] {
  const known = new Set([...installed.map(({ name }) => name), ...allowed.map(({ plugin }) => plugin.name)]);
  return used.filter(({ name }) => !known.has(name));
}

function missingProblem({ name, version, entry }: UsedPlugin): Problem {
  const advice = `install it, or give --allow-plugin and its path if you trust what is there (it was ${placeOf(entry)})`;
  return {
    path: `plugin ${name} ${version}`,
    message: `which is not installed and was not imported; ${advice}`,
  };
}

function strangerProblem({ plugin }: LoadedPlugin): Problem {
  return { path: '--allow-plugin', message: `brings ${plugin.name}, which the run was not made with` };
}

/** As the run says it, which may be anything. */
function placeOf(entry: string): string {
  try {
    return displayPath(fileURLToPath(entry));
  } catch {
    return entry;
  }
}

function mentionOf(kind: 'reporter' | 'analysis', name: string): Mention {
  return { kind, name, options: {}, label: name, path: `--${kind}`, excluded: false };
}
