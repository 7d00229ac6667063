import type { PluginVersion, Results } from '@wiretax/core';
import { differences, groundOf } from '@wiretax/core/record';
import { listed as allListed } from '@wiretax/statistics/statements';
import type { Pair } from './pairing.js';
import type { Sides } from './sides.js';

type Both<T> = readonly [a: T, b: T];

/** What differs between two sides besides what is compared. */
export interface SideDifferences {
  /** Members of the manifest's descriptions. */
  readonly machine: readonly string[];
  /** Keys of the config; those that choose cells count only for cells that are compared. */
  readonly config: readonly string[];
  /** Names of plugins whose versions differ, and of those that only one side has. */
  readonly plugins: readonly string[];
  /** All of it, a sentence each without a full stop. */
  readonly sentences: readonly string[];
}

/** What says which cells there are, how the run is called, and what is done with it afterwards. */
const aside = ['name', 'axes', 'include', 'exclude', 'seed', 'reporters', 'thresholds'];

/** `names` are those of the sides; keys of the config that are `ignored` count for nothing. */
export function sideDifferences(
  { a, b, pairs }: Sides,
  names: Both<string>,
  ignored: readonly string[] = [],
): SideDifferences {
  const machine = differences(groundOf(a.manifest, 1), groundOf(b.manifest, 1));
  const config = [
    ...differingKeys(a.manifest.experiment, b.manifest.experiment, new Set([...aside, ...ignored])),
    ...(a.directory === b.directory ? [] : differingCells(pairs)),
  ];
  const plugins = differingKeys(versionsOf(a, b), versionsOf(b, a), new Set());
  const differing = machine.map(({ name, was, is }) => `${name} (${names[0]} ${was}, ${names[1]} ${is})`);
  return {
    machine: machine.map(({ key }) => key),
    config,
    plugins,
    sentences: [
      ...(machine.length === 0 ? [] : [`the machines differ: ${listed(differing)}`]),
      ...unknownGround([a, b], names),
      ...(config.length === 0 ? [] : [`the configs differ in ${listed(config)}`]),
      ...(plugins.length === 0 ? [] : [`versions differ: ${listed(plugins)}`]),
    ],
  };
}

/** Runs of Wiretax 0.1.0 say nothing of the environment and limits of their peers. */
function unknownGround(sides: Both<Results>, names: Both<string>): readonly string[] {
  const silent = sides.map(({ manifest }) => manifest.conditions === undefined);
  if (silent[0] === silent[1]) return [];
  return [
    `environment and limits of the peers of ${names[silent[0] ? 0 : 1]} are not known, as its version did not keep them`,
  ];
}

/** Plugins that the other run lacks count if they can change what is measured; runs of 0.1.0 don't tell, and there they don't. */
function versionsOf({ manifest }: Results, other: Results): Readonly<Record<string, string>> {
  const shared = new Set(other.manifest.plugins.map(({ name }) => name));
  const measures = ({ kinds }: PluginVersion): boolean =>
    kinds?.length === 0 || (kinds?.some((kind) => kind !== 'analysis' && kind !== 'reporter') ?? false);
  const plugins = manifest.plugins
    .filter((plugin) => shared.has(plugin.name) || measures(plugin))
    .map(({ name, version }) => [name, version] as const);
  const { wiretax, machine } = manifest;
  return { wiretax, 'the commit': machine.gitCommit ?? '', ...Object.fromEntries(plugins) };
}

function differingCells(pairs: readonly Pair[]): readonly string[] {
  const sameId = pairs.filter(({ a, b }) => a.cell.id === b.cell.id);
  return sameId.flatMap(({ a, b }) =>
    differingKeys(a.cell, b.cell, new Set()).map((key) => `${a.cell.id} ${key}`),
  );
}

/** Paths of the leaves that differ, such as `load.options.rate`. */
function differingKeys(a: object, b: object, ignored: ReadonlySet<string>, path = ''): readonly string[] {
  const [inA, inB] = [a, b] as Readonly<Record<string, unknown>>[];
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !ignored.has(key));
  return keys.flatMap((key) => {
    const [left, right] = [inA?.[key], inB?.[key]];
    if (JSON.stringify(left) === JSON.stringify(right)) return [];
    return isRecord(left) && isRecord(right)
      ? differingKeys(left, right, new Set(), `${path}${key}.`)
      : [`${path}${key}`];
  });
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first of many, and how many more there are. */
export function listed(names: readonly string[]): string {
  return allListed(names.length > 8 ? [...names.slice(0, 8), `${String(names.length - 8)} more`] : names);
}
