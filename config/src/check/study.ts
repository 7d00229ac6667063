import { dirname } from 'node:path';
import { type Experiment, type Host, InputError, WiretaxError } from '@wiretax/core';
import { createKernel, type Kernel, planCells, planProblem } from '@wiretax/core/runtime';
import { axisKeys } from '../read/axes.js';
import { type Draft, readExperiment } from '../read/experiment.js';
import { type Mention, mentionsOf } from '../read/mentions.js';
import { folderOf } from '../read/key-origins.js';
import { merge } from '../read/merge.js';
import { type Overrides, readFlags, type RunFlags } from '../read/overrides.js';
import type { PlainObject } from '../read/plain-object.js';
import { withSamples } from '../read/samples.js';
import { ProblemList } from '../read/problem-list.js';
import { reportSchemaProblems } from './schema-problems.js';
import { type ConfigRequest, type ConfigSource, locateConfig } from '../read/source.js';
import { configuredIn, findPlugins } from '../plugins/catalogue.js';
import { importPlugins } from '../plugins/imported-plugin.js';
import type { Installation } from '../plugins/installed-plugins.js';
import { checkCapabilities } from './capabilities.js';
import { placeOnLinks } from './links.js';
import { checkNames } from './names.js';
import { systemLimits } from './system-limits.js';
import { withOrigins } from './origins.js';
import { placePathsOf } from './paths.js';
import { selectPlugins } from '../plugins/selection.js';
import { resolveSettings } from './settings.js';
import { thresholdsOf } from './threshold-cells.js';

/** An experiment that can be run, and the kernel to run it with. */
export interface Study {
  readonly experiment: Experiment;
  readonly kernel: Kernel;
  readonly source: ConfigSource;
}

export interface StudyRequest {
  readonly config: ConfigRequest;
  readonly flags: RunFlags;
  readonly installation: Installation;
  readonly host: Host;
}

/**
 * Loads the config, lays the flags over it, and checks all of it. Throws one error with everything that is
 * wrong; starts no process.
 */
export async function prepareStudy(request: StudyRequest): Promise<Study> {
  const source = await locateConfig(request.config);
  const overrides = readFlags(request.flags);
  const config = withSamples(withoutKeys(merge(source.config, overrides.config), overrides.dropped));
  const problems = new ProblemList();
  try {
    const { experiment, kernel } = await checkedStudy(config, source, overrides, request, problems);
    if (problems.problems.length === 0) return { experiment, kernel, source };
  } catch (error) {
    if (!(error instanceof WiretaxError)) throw error;
    if (problems.problems.length === 0) throw asInputError(error);
    problems.add('', error.message);
    for (const { path, message, nearest } of error.problems) problems.add(path, message, nearest);
  }
  throw new InputError(
    'E_CONFIG',
    `${source.subject} can't be run`,
    withOrigins(problems.problems, source, overrides),
  );
}

async function checkedStudy(
  config: PlainObject,
  source: ConfigSource,
  { flagOf }: Overrides,
  request: StudyRequest,
  problems: ProblemList,
): Promise<Pick<Study, 'experiment' | 'kernel'>> {
  const { host, installation } = request;
  const draft = readExperiment(config, source.defaultName, problems);
  reportSchemaProblems(config, problems);
  const plugins = findPlugins(installation, configuredIn(config, source));
  const mentions = [...mentionsOf(config), ...(draft.ceiling ? [ceiling] : [])];
  const loaded = await importPlugins(selectPlugins(plugins, mentions, problems));
  const known = plugins.filter((plugin) => !plugin.bare).map((plugin) => plugin.name);
  const places = {
    environment: host.env,
    folderOf: (key: string) => {
      const [top = ''] = key.split(/[.[]/, 1);
      return flagOf.has(top) ? request.config.folder : folderOf(key, source.origins, dirname(source.path));
    },
  };
  const settings = resolveSettings(draft.settings, loaded, known, places, problems);
  const kernel = createKernel({ host, plugins: loaded, settings });
  checkNames(kernel, plugins, mentions, labelsOf(draft), problems);
  const onLinks = Object.hasOwn(config, 'link') ? draft : placeOnLinks(draft, kernel.transports);
  const placed = placePathsOf(onLinks, kernel, places.folderOf);
  const planned: Experiment = { ...placed, settings };
  const tooLarge = planProblem(planned);
  if (tooLarge !== undefined) {
    const path = tooLarge.path === 'axes' ? longestAxis(config) : tooLarge.path;
    problems.add(path, tooLarge.message);
    return { experiment: planned, kernel };
  }
  const cells = planCells(planned);
  const narrowed = axisKeys.some((key) => flagOf.has(key));
  const thresholds = thresholdsOf(planned.thresholds, cells, narrowed, problems);
  const experiment = { ...planned, thresholds };
  checkCapabilities(cells, kernel, await systemLimits(host), config, problems);
  return { experiment, kernel };
}

/** The axis with the most values, `include` if it has more; what to shorten when there are too many cells. */
function longestAxis(config: PlainObject): string {
  const lengthOf = (key: string): number => (Array.isArray(config[key]) ? config[key].length : 1);
  return [...axisKeys, 'include'].reduce((longest, key) =>
    lengthOf(key) > lengthOf(longest) ? key : longest,
  );
}

/** The null transport, which every study measures unless told not to. */
const ceiling: Mention = { kind: 'transport', name: 'null', options: {}, path: 'ceiling', excluded: false };

function labelsOf({ axes, include }: Draft): readonly string[] {
  const matrices = [axes, ...include];
  const uses = matrices.flatMap(({ transport = [], codec = [], flow = [] }) => [
    ...transport,
    ...codec,
    ...flow.flat(),
  ]);
  return uses.map((use) => use.label);
}

function withoutKeys(config: PlainObject, keys: readonly string[]): PlainObject {
  return Object.fromEntries(Object.entries(config).filter(([key]) => !keys.includes(key)));
}

/** Nothing has run yet, so it counts as wrong input whatever a plugin threw. */
function asInputError(error: WiretaxError): WiretaxError {
  if (error.exitCode === 2) return error;
  return new WiretaxError(error.code, error.message, { exitCode: 2, problems: error.problems, cause: error });
}
