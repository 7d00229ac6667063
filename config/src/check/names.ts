import type { Host, JsonSchema } from '@wiretax/core';
import type { Kernel } from '@wiretax/core/run';
import type { Mention } from '../read/located.js';
import { nearest } from '../read/nearest.js';
import type { ProblemList } from '../read/problem-list.js';
import { reportOptions } from './schema-problems.js';
import { namesOf } from '../plugins/catalogue.js';
import { type FoundPlugin, provides } from '../plugins/found-plugin.js';
import { catalogOf } from './uses.js';

/**
 * Checks that everything a config names was really brought by a plugin, and its options against the
 * contribution's own schema.
 */
export function checkNames(
  kernel: Kernel,
  plugins: readonly FoundPlugin[],
  mentions: readonly Mention[],
  problems: ProblemList,
): void {
  const inUse = mentions.filter(({ excluded }) => !excluded);
  const labelled = new Set(inUse.map(({ kind, label }) => `${kind} ${label}`));
  for (const mention of mentions) {
    const { kind, name, path } = mention;
    if (problems.isFull || problems.covers(path)) continue;
    const contribution = catalogOf(kernel, kind).get(name);
    if (contribution !== undefined) {
      checkOptions(mention, contribution.options, kernel.host.env, problems);
    } else if (!mention.excluded) {
      reportUnknown(kernel, plugins, mention, problems);
    } else if (!labelled.has(`${kind} ${name}`) && !namesOf(plugins, kind).includes(name)) {
      reportUnknown(kernel, plugins, mention, problems);
    }
  }
}

function reportUnknown(
  kernel: Kernel,
  plugins: readonly FoundPlugin[],
  { kind, name, path }: Mention,
  problems: ProblemList,
): void {
  const liar = plugins.find((plugin) => plugin.broken === undefined && provides(plugin, kind, name));
  if (liar !== undefined) {
    problems.add(path, `${liar.name} says that it provides ${kind} ${name}, but adds none; tell its author`);
    return;
  }
  const loaded = catalogOf(kernel, kind)
    .entries()
    .map((entry) => entry.name);
  const known = [...new Set([...loaded, ...namesOf(plugins, kind)])].sort();
  const list = known.length === 0 ? 'no plugin brings any' : `known: ${known.join(', ')}`;
  problems.add(path, `there is no ${kind} ${name}; ${list}`, nearest(name, known));
}

function checkOptions(
  mention: Mention,
  schema: JsonSchema | undefined,
  environment: Host['env'],
  problems: ProblemList,
): void {
  const { kind, name, options, path } = mention;
  const given = Object.keys(options);
  if (schema !== undefined) reportOptions(schema, options, path, environment, problems);
  else for (const key of given) problems.add(`${path}.${key}`, `${kind} ${name} takes no options`);
}
