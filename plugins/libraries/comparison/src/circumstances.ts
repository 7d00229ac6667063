import type { Results } from '@wiretax/core';
import { usableRows } from '@wiretax/core/record';
import { partedRows, type StateComparison } from '@wiretax/statistics';
import { countsDisturbed, disturbedLaunches, disturbedWords } from './disturbed.js';
import { statesOf } from './machine-state.js';
import { areInterleaved, type Pair, wasResumed } from './pairing.js';
import { listed, sideDifferences } from './side-differences.js';
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

export function circumstancesOf(sides: Sides): Circumstances {
  const { a, b, pairs, onlyA, onlyB } = sides;
  const same = a.directory === b.directory;
  const interleaved = same || areInterleaved(a, b);
  const cut = !same && interleaved && [a, b].some(wasResumed);
  const { machine, config, plugins, sentences } = sideDifferences(sides, ['A', 'B']);
  const warnings = [
    ...(interleaved
      ? []
      : [
          'the runs were not interleaved, so whatever changed on the machine between them looks like a difference: wiretax run --against alternates them',
        ]),
    ...(cut
      ? ['launches alternated only until the runs were interrupted, so they are compared as two groups']
      : []),
    ...sentences,
    ...launchWarnings(pairs),
    ...(countsDisturbed(sides) ? disturbedWords(disturbedLaunches(sides, pairs), launchesOf(pairs)) : []),
    ...markedRows(pairs),
    ...mixedRows(pairs),
    ...partedLaunches(pairs),
    ...(same ? [a] : [a, b]).flatMap(unfinished),
    ...missing(onlyA, 'A'),
    ...missing(onlyB, 'B'),
  ];
  return {
    interleaved,
    machine,
    config,
    plugins,
    states: statesOf(pairs),
    warnings,
  };
}

function launchesOf(pairs: readonly Pair[]): number {
  return pairs.reduce((sum, { a, b }) => sum + a.launches.length + b.launches.length, 0);
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
