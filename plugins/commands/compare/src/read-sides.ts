import { join } from 'node:path';
import { nothingToCompare, type Sides, sidesOfRuns } from '@wiretax/comparison';
import { type Host, InputError, type Results } from '@wiretax/core';
import { findRun, readRun } from '@wiretax/core/record';
import { namedPairs } from '@wiretax/costs';
import { nearest } from '@wiretax/config/read/nearest.js';

/** `[A]`, `[A, B]`, or `[RUN, A, B]`, as they stand on the command line. */
export async function readSides(host: Host, names: readonly string[], out: string): Promise<Sides> {
  const [first = 'last', second, third] = names;
  if (second !== undefined && third !== undefined) return withinRun(host, first, second, third, out);
  const a = await reference(host, first);
  const of = await readRun(host, await folderOf(host, a.run, out, 'A'));
  if (second === undefined) return withCounterpart(host, of, a.cell, out);
  const b = await reference(host, second);
  const other = await readRun(host, await folderOf(host, b.run, out, 'B'));
  const sides = acrossRuns(of, other, [a.cell ?? b.cell, b.cell ?? a.cell]);
  if (sides.pairs.every((pair) => of.directory === other.directory && pair.a.cell.id === pair.b.cell.id)) {
    throw nothingToCompare(
      `${first} and ${second} are the same; name two runs, or a run and two of its cells`,
    );
  }
  return sides;
}

interface Reference {
  readonly run: string;
  readonly cell: string | undefined;
}

function folderOf(host: Host, run: string, out: string, path: string): Promise<string> {
  return findRun(host, run, out, { path, nearest });
}

/** `run`, or `run:cell`. */
async function reference({ files }: Host, text: string): Promise<Reference> {
  const colon = text.lastIndexOf(':');
  if (colon < 1 || (await files.exists(join(text, 'manifest.json')))) return { run: text, cell: undefined };
  return { run: text.slice(0, colon), cell: text.slice(colon + 1) };
}

async function withinRun(host: Host, run: string, a: string, b: string, out: string): Promise<Sides> {
  const results = await readRun(host, await folderOf(host, run, out, 'RUN'));
  const { rows, manifest } = results;
  const known = [...new Set(rows.flatMap(({ cell }) => [cell.transport.label, cell.id]))];
  checkKnown(manifest.id, known, { A: a, B: b });
  const pairs = namedPairs(rows, a, b).map(([one, other]) => ({ a: one, b: other }));
  if (pairs.length === 0 || a === b) {
    throw nothingToCompare(
      `${manifest.id} has no cell of ${a} and another of ${b} that differ in nothing else`,
    );
  }
  return { a: results, b: results, pairs, onlyA: [], onlyB: [] };
}

/** A run that was interleaved with another is compared with it: the candidate with the baseline. */
async function withCounterpart(
  host: Host,
  results: Results,
  cell: string | undefined,
  out: string,
): Promise<Sides> {
  const { against, id } = results.manifest;
  if (against === undefined) {
    throw nothingToCompare(`${id} was not run against another; name what to compare it with`);
  }
  const other = await readRun(host, await folderOf(host, against.run, out, 'A'));
  const [a, b] = against.role === 'baseline' ? [results, other] : [other, results];
  return acrossRuns(a, b, [cell, cell]);
}

function acrossRuns(
  a: Results,
  b: Results,
  [cellA, cellB]: readonly [string | undefined, string | undefined],
): Sides {
  if (cellA !== undefined && cellB !== undefined) {
    const [rowA] = rowsNamed(a, cellA, 'A');
    const [rowB] = rowsNamed(b, cellB, 'B');
    const pairs = rowA === undefined || rowB === undefined ? [] : [{ a: rowA, b: rowB }];
    return { a, b, pairs, onlyA: [], onlyB: [] };
  }
  return sidesOfRuns(a, b);
}

function rowsNamed({ rows, manifest }: Results, cell: string, path: string): Results['rows'] {
  checkKnown(
    manifest.id,
    rows.map((row) => row.cell.id),
    { [path]: cell },
  );
  return rows.filter((row) => row.cell.id === cell);
}

function checkKnown(id: string, known: readonly string[], names: Readonly<Record<string, string>>): void {
  const problems = Object.entries(names).flatMap(([path, name]) => {
    if (known.includes(name)) return [];
    const near = nearest(name, known);
    const message = `${name} is not a cell of ${id}`;
    return [{ path, message, ...(near === undefined ? {} : { nearest: near }) }];
  });
  if (problems.length > 0) throw new InputError('E_UNKNOWN_CELL', "these can't be compared", problems);
}
