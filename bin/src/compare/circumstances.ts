import type { Results } from '@wiretax/core';
import { areInterleaved, type Pair, wasResumed } from './pairing.js';
import type { Sides } from './sides.js';

/** What has to be known about how both sides were measured. */
export interface Circumstances {
  /** Whether launches of both sides alternated, so that drift of the machine hits both alike. */
  readonly interleaved: boolean;
  /** Members of the machine's description that differ. */
  readonly machine: readonly string[];
  /** Keys of the config that differ; those that choose cells count only for cells that are compared. */
  readonly config: readonly string[];
  /** Names of plugins whose versions differ, and of those that only one side has. */
  readonly plugins: readonly string[];
  /** A sentence each, what to be wary of. */
  readonly warnings: readonly string[];
}

const changing: ReadonlySet<string> = new Set(['stealShare', 'memoryBytes', 'gitCommit']);
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
  const machine = differingKeys(a.manifest.machine, b.manifest.machine, changing);
  const config = [
    ...differingKeys(a.manifest.experiment, b.manifest.experiment, aside),
    ...(same ? [] : differingCells(pairs)),
  ];
  const plugins = differingKeys(versionsOf(a), versionsOf(b), new Set());
  const warnings = [
    ...(interleaved
      ? []
      : [
          'the runs were not interleaved, so whatever changed on the machine between them looks like a difference: wiretax run --against alternates them',
        ]),
    ...(cut
      ? ['launches alternated only until the runs were interrupted, so they are compared as two groups']
      : []),
    ...(machine.length === 0 ? [] : [`the machines differ in ${listed(machine)}`]),
    ...(config.length === 0 ? [] : [`the configs differ in ${listed(config)}`]),
    ...(plugins.length === 0 ? [] : [`versions differ: ${listed(plugins)}`]),
    ...launchWarnings(pairs),
    ...markedRows(pairs),
    ...(same ? [a] : [a, b]).flatMap(unfinished),
    ...missing(onlyA, 'A'),
    ...missing(onlyB, 'B'),
  ];
  return { interleaved, machine, config, plugins, warnings };
}

function versionsOf({ manifest }: Results): Readonly<Record<string, string>> {
  const plugins = manifest.plugins.map(({ name, version }) => [name, version] as const);
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
  const shown = names.length > 8 ? [...names.slice(0, 8), `${String(names.length - 8)} more`] : names;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}
