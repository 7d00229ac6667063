import type { PluginVersion, Results } from '@wiretax/core';
import { differences, groundOf, usableRows } from '@wiretax/core/record';
import { partedRows, type StateComparison } from '@wiretax/statistics';
import { listed as allListed } from '@wiretax/statistics/statements';
import { statesOf } from './machine-state.js';
import { areInterleaved, type Pair, wasResumed } from './pairing.js';
import type { Sides } from './sides.js';

/** What has to be known about how both sides were measured. */
export interface Circumstances {
  /** Whether launches of both sides alternated, so that drift of the machine hits both alike. */
  readonly interleaved: boolean;
  /** What differs of the machine, and of what peers inherited: members of the manifest's descriptions. */
  readonly machine: readonly string[];
  /** Keys of the config that differ; those that choose cells count only for cells that are compared. */
  readonly config: readonly string[];
  /** Names of plugins whose versions differ, and of those that only one side has. */
  readonly plugins: readonly string[];
  /** How the machine did the same work for both sides; empty when a side has no yardstick. */
  readonly states: readonly StateComparison[];
  /** A sentence each, what to be wary of. */
  readonly warnings: readonly string[];
}

/** What says which cells there are, how the run is called, and what is done with it afterwards. */
const aside: ReadonlySet<string> = new Set([
  'name',
  'axes',
  'include',
  'exclude',
  'seed',
  'reporters',
  'thresholds',
]);

export function circumstancesOf({ a, b, pairs, onlyA, onlyB }: Sides): Circumstances {
  const same = a.directory === b.directory;
  const interleaved = same || areInterleaved(a, b);
  const cut = !same && interleaved && [a, b].some(wasResumed);
  const machine = differences(groundOf(a.manifest, 1), groundOf(b.manifest, 1));
  const config = [
    ...differingKeys(a.manifest.experiment, b.manifest.experiment, aside),
    ...(same ? [] : differingCells(pairs)),
  ];
  const plugins = differingKeys(versionsOf(a, b), versionsOf(b, a), new Set());
  const warnings = [
    ...(interleaved
      ? []
      : [
          'the runs were not interleaved, so whatever changed on the machine between them looks like a difference: wiretax run --against alternates them',
        ]),
    ...(cut
      ? ['launches alternated only until the runs were interrupted, so they are compared as two groups']
      : []),
    ...(machine.length === 0
      ? []
      : [
          `the machines differ: ${listed(machine.map(({ name, was, is }) => `${name} (A ${was}, B ${is})`))}`,
        ]),
    ...unknownGround(a, b),
    ...(config.length === 0 ? [] : [`the configs differ in ${listed(config)}`]),
    ...(plugins.length === 0 ? [] : [`versions differ: ${listed(plugins)}`]),
    ...launchWarnings(pairs),
    ...markedRows(pairs),
    ...mixedRows(pairs),
    ...partedLaunches(pairs),
    ...(same ? [a] : [a, b]).flatMap(unfinished),
    ...missing(onlyA, 'A'),
    ...missing(onlyB, 'B'),
  ];
  return {
    interleaved,
    machine: machine.map(({ key }) => key),
    config,
    plugins,
    states: statesOf(pairs),
    warnings,
  };
}

/** Runs of Wiretax 0.1.0 say nothing of the environment and limits of their peers. */
function unknownGround(...sides: readonly [Results, Results]): readonly string[] {
  const silent = sides.map(({ manifest }) => manifest.conditions === undefined);
  if (silent[0] === silent[1]) return [];
  return [
    `environment and limits of the peers of ${silent[0] ? 'A' : 'B'} are not known, as its version did not keep them`,
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

function launchWarnings(pairs: readonly Pair[]): readonly string[] {
  // Those without any are left out, which is said elsewhere.
  const few = pairs.filter(({ a, b }) => {
    const fewer = Math.min(a.launches.length, b.launches.length);
    return fewer > 0 && fewer < 3;
  });
  if (few.length === 0) return [];
  const fewest = Math.min(...few.flatMap(({ a, b }) => [a.launches.length, b.launches.length]));
  const launches = fewest === 1 ? 'one launch' : `${String(fewest)} launches`;
  const where = few.length === pairs.length ? '' : ` of ${cells(few.map(({ a }) => a.cell.id))}`;
  return [`with ${launches}${where} there is no interval, and nothing can be claimed; take at least three`];
}

function markedRows(pairs: readonly Pair[]): readonly string[] {
  const rows = pairs.flatMap(({ a, b }) => [a, b]);
  return (['client-bound', 'unsteady'] as const).flatMap((verdict) => {
    const marked = [
      ...new Set(rows.filter((row) => row.verdicts.includes(verdict)).map(({ cell }) => cell.id)),
    ];
    return marked.length === 0
      ? []
      : [`${marked.length === 1 ? 'a row is' : 'rows are'} ${verdict}: ${cells(marked)}`];
  });
}

function mixedRows(pairs: readonly Pair[]): readonly string[] {
  const mixed = pairs.flatMap(({ a, b }) => [a, b]).filter((row) => row.mixed !== undefined);
  const ids = [...new Set(mixed.map(({ cell }) => cell.id))];
  const [first] = mixed;
  return first === undefined ? [] : [`launches of ${cells(ids)} are not of one kind: ${first.mixed ?? ''}`];
}

function partedLaunches(pairs: readonly Pair[]): readonly string[] {
  const rows = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
  const ids = [...new Set(partedRows(usableRows(rows)).map(({ row }) => row.cell.id))];
  if (ids.length === 0) return [];
  const whose = ids.length === 1 ? 'its' : 'their';
  return [
    `launches of ${cells(ids)} are of two kinds, or one stands apart, so ${whose} intervals may hold the truth less often than they say: wiretax report shows them`,
  ];
}

function unfinished({ manifest, trials, planned }: Results): readonly string[] {
  const resumed = manifest.resumedAt.length > 0 ? [`${manifest.id} was interrupted and resumed`] : [];
  if (trials.length >= planned) return resumed;
  return [
    ...resumed,
    `${manifest.id} is not complete: ${String(trials.length)} of ${String(planned)} trials`,
  ];
}

function missing(ids: readonly string[], side: string): readonly string[] {
  return ids.length === 0 ? [] : [`only ${side} has ${cells(ids)}`];
}

function cells(ids: readonly string[]): string {
  return ids.length > 4 ? `${String(ids.length)} cells` : listed(ids);
}

function listed(names: readonly string[]): string {
  return allListed(names.length > 8 ? [...names.slice(0, 8), `${String(names.length - 8)} more`] : names);
}
