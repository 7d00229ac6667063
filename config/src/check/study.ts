import { dirname } from 'node:path';
import { allAxes, type Experiment, type Host, InputError, WiretaxError } from '@wiretax/core';
import { planCells, planProblem } from '@wiretax/core/record';
import { createKernel, nodeHost } from '@wiretax/core/run';
import { checkLimits } from '../read/config-limits.js';
import { type Draft, readExperiment } from '../read/experiment.js';
import { folderOf } from '../read/key-origins.js';
import { layOver } from '../read/lay-over.js';
import { type PlainObject, withoutUndefined } from '../read/plain-object.js';
import { pointsFor } from '../read/preset-points.js';
import { ProblemList } from '../read/problem-list.js';
import { configInFull } from '../read/reporters.js';
import { type ConfigSource, locateConfig } from '../read/source.js';
import { configuredIn, findPlugins } from '../plugins/catalogue.js';
import { loadGiven } from '../plugins/given-plugins.js';
import { importPlugins } from '../plugins/imported-plugin.js';
import { ownManifest } from '../plugins/own-manifest.js';
import { selectPlugins } from '../plugins/selection.js';
import { refuseNodeFlags, refusePlugins } from './allowances.js';
import { checkCasts } from './casts.js';
import { checkCapabilities } from './capabilities.js';
import { placeOnLinks } from './links.js';
import { checkNames } from './names.js';
import { withOrigins } from './origins.js';
import { placePathsOf } from './paths.js';
import { expandMentions, expandOptionLists } from './option-lists.js';
import { checkPeerPlugins } from './peer-plugins.js';
import { reportSchemaProblems } from './schema-problems.js';
import { resolveSettings } from './settings.js';
import type { Study, StudyOptions } from './study-options.js';
import { systemLimits } from './system-limits.js';
import { thresholdsOf } from './threshold-cells.js';

/** What a study is made from. */
interface Request {
  readonly source: ConfigSource;
  readonly overrides: PlainObject;
  readonly folder: string;
  readonly host: Host;
  readonly options: StudyOptions;
}

/**
 * Makes an experiment that can be run of a preset, a config file, or what one would hold as an object; without either, of the
 * project's config file, or else of the preset `quick`. Overrides are laid over it, and all of it is checked. The plugins that it
 * needs are found among those that come with Wiretax, that `wiretax plugins` has installed (see `dataDir`), that the config names
 * (if allowed), and that are given; they are imported and applied. Starts no process, writes nothing.
 *
 * Throws one error with everything that is wrong (`problems`, each with its key path), an {@link InputError} unless a single plugin
 * is at fault, which is a {@link WiretaxError} with `exitCode` 2.
 */
export async function loadStudy(what?: string | PlainObject, options: StudyOptions = {}): Promise<Study> {
  const { cwd: folder = process.cwd(), search = true, tell = () => undefined, host = nodeHost() } = options;
  const modules = options.allow?.includes('modules') === true ? 'execute' : 'not-allowed';
  const source = await locateConfig({ what, folder, search, tell, modules });
  const overrides = withoutUndefined(options.overrides ?? {});
  checkLimits('what is laid over the study', overrides);
  const request = { source, overrides, folder, host, options };
  const problems = new ProblemList();
  try {
    const { experiment, kernel } = await checkedStudy(request, problems);
    if (problems.problems.length === 0)
      return { experiment, kernel, wiretax: ownManifest().version, subject: source.subject };
  } catch (error) {
    if (!(error instanceof WiretaxError)) throw error;
    if (problems.problems.length === 0) throw asInputError(error);
    problems.add('', error.message);
    for (const { path, message, nearest } of error.problems) problems.add(path, message, nearest);
  }
  const keys = Object.keys(overrides);
  const names = options.overrideNames ?? new Map(keys.map((key) => [key, `overrides.${key}`]));
  throw new InputError(
    'E_CONFIG',
    `${source.subject} can't be run`,
    withOrigins(problems.problems, source, names),
  );
}

async function checkedStudy(
  { source, overrides, folder, host, options }: Request,
  problems: ProblemList,
): Promise<Pick<Study, 'experiment' | 'kernel'>> {
  const { allow = [], dataDir } = options;
  const laid = layOver(pointsFor(source, overrides), overrides);
  const config = options.full === true ? configInFull(laid) : laid;
  const draft = readExperiment(config, source.defaultName, problems);
  reportSchemaProblems(config, problems);
  const installation = dataDir === undefined ? undefined : { dataDir };
  const configured = configuredIn(config, source);
  if (!allow.includes('plugins')) refusePlugins(configured.specifiers, problems);
  const named = allow.includes('plugins') ? configured : { ...configured, specifiers: [] };
  const plugins = findPlugins(installation, named);
  const own = await loadGiven(options.plugins ?? [], folder);
  const isOwn = (name: string): boolean => own.some(({ plugin }) => plugin.name === name);
  const others = plugins.filter(({ name }) => !isOwn(name));
  const loaded = [...(await importPlugins(selectPlugins(others, draft.mentions, problems))), ...own];
  const known = plugins.filter((plugin) => !plugin.bare);
  const places = {
    environment: host.env,
    folderOf: (key: string) => {
      const [top = ''] = key.split(/[.[]/, 1);
      return Object.hasOwn(overrides, top) ? folder : folderOf(key, source.origins, dirname(source.path));
    },
  };
  const settings = resolveSettings(draft.experiment.settings, loaded, known, places, problems);
  const kernel = createKernel({ host, plugins: loaded, settings });
  checkNames(kernel, others, expandMentions(draft.mentions, kernel), problems);
  checkPeerPlugins(kernel, draft.mentions, problems);
  const onLinks = Object.hasOwn(config, 'link') ? draft.experiment : placeOnLinks(draft.experiment, kernel);
  const expanded = expandOptionLists(onLinks, kernel);
  const placed = placePathsOf(expanded, kernel, places.folderOf);
  const planned: Experiment = { ...placed, settings };
  const tooLarge = planProblem(planned);
  if (tooLarge !== undefined) {
    const path = tooLarge.path === 'axes' ? longestAxis(draft.experiment) : tooLarge.path;
    problems.add(path, tooLarge.message);
    return { experiment: planned, kernel };
  }
  const cells = planCells(planned);
  if (!allow.includes('node-flags')) refuseNodeFlags(cells, problems);
  const narrowed = allAxes().some(({ name }) => Object.hasOwn(overrides, name));
  const thresholds = thresholdsOf(draft.thresholds, cells, narrowed, problems);
  const experiment = { ...planned, thresholds };
  checkCapabilities(cells, kernel, await systemLimits(host), draft.matrices, problems);
  checkCasts(experiment, cells, kernel, problems);
  return { experiment, kernel };
}

/** The axis with the most values, `include` if it has more; what to shorten when there are too many cells. */
function longestAxis({ axes, include }: Draft['experiment']): string {
  const lengths = allAxes().map(({ name, field }) => [name, axes[field].length] as const);
  const all = [...lengths, ['include', include.length] as const];
  return all.reduce((longest, one) => (one[1] > longest[1] ? one : longest))[0];
}

/** Nothing has run yet, so it counts as wrong input whatever a plugin threw. */
function asInputError(error: WiretaxError): WiretaxError {
  if (error.exitCode === 2) return error;
  return new WiretaxError(error.code, error.message, { exitCode: 2, problems: error.problems, cause: error });
}
