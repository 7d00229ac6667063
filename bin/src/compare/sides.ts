import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Host, InputError, type Results } from '@wiretax/core';
import { namedPairs } from '@wiretax/costs';
import { nearest } from '@wiretax/config/read/nearest.js';
import { readRun } from '../run/read-run.js';
import { findRun } from '../run/stored-run.js';
import type { Pair } from './pairing.js';

/** What is compared: two runs, or one that is both. */
export interface Sides {
  readonly a: Results;
  readonly b: Results;
  readonly pairs: readonly Pair[];
  /** Cells that only one side has. */
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
}

/** `[A]`, `[A, B]`, or `[RUN, A, B]`, as they stand on the command line. */
export async function readSides(host: Host, names: readonly string[], out: string): Promise<Sides> {
  const [first = 'last', second, third] = names;
  if (second !== undefined && third !== undefined) return withinRun(host, first, second, third, out);
  const a = reference(first);
  const of = await readRun(host, findRun(a.run, out, 'A'));
  if (second === undefined) return withCounterpart(host, of, a.cell, out);
  const b = reference(second);
  const other = await readRun(host, findRun(b.run, out, 'B'));
  const sides = acrossRuns(of, other, [a.cell ?? b.cell, b.cell ?? a.cell]);
  if (sides.pairs.every((pair) => of.directory === other.directory && pair.a.cell.id === pair.b.cell.id)) {
    throw nothing(`${first} and ${second} are the same; name two runs, or a run and two of its cells`);
  }
  return sides;
}

interface Reference {
  readonly run: string;
  readonly cell: string | undefined;
}

/** `run`, or `run:cell`. */
function reference(text: string): Reference {
  const colon = text.lastIndexOf(':');
  if (colon < 1 || existsSync(join(text, 'manifest.json'))) return { run: text, cell: undefined };
  return { run: text.slice(0, colon), cell: text.slice(colon + 1) };
}

async function withinRun(host: Host, run: string, a: string, b: string, out: string): Promise<Sides> {
  const results = await readRun(host, findRun(run, out, 'RUN'));
  const { rows, manifest } = results;
  const known = [...new Set(rows.flatMap(({ cell }) => [cell.transport.label, cell.id]))];
  checkKnown(manifest.id, known, { A: a, B: b });
  const pairs = namedPairs(rows, a, b).map(([one, other]) => ({ a: one, b: other }));
  if (pairs.length === 0 || a === b) {
    throw nothing(`${manifest.id} has no cell of ${a} and another of ${b} that differ in nothing else`);
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
    throw nothing(`${id} was not run against another; name what to compare it with`);
  }
  const other = await readRun(host, findRun(against.run, out, 'A'));
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
  const inB = new Map(b.rows.map((row) => [row.cell.id, row]));
  const inA = new Set(a.rows.map(({ cell }) => cell.id));
  const pairs = a.rows.flatMap((row) => {
    const other = inB.get(row.cell.id);
    return other === undefined ? [] : [{ a: row, b: other }];
  });
  if (pairs.length === 0) {
    throw nothing(`${a.manifest.id} and ${b.manifest.id} have no cell in common`);
  }
  return {
    a,
    b,
    pairs,
    onlyA: a.rows.map(({ cell }) => cell.id).filter((id) => !inB.has(id)),
    onlyB: b.rows.map(({ cell }) => cell.id).filter((id) => !inA.has(id)),
  };
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

function nothing(message: string): InputError {
  return new InputError('E_NOTHING_TO_COMPARE', message);
}
