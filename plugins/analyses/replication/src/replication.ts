import type { Results } from '@wiretax/core';
import { usableRows } from '@wiretax/core/record';
import type { Claim } from './claim.js';
import { counterClaims } from './counter-claims.js';
import { figuresHere, figuresStudy } from './figures.js';
import { judgeAll, type Judged, type Outcome } from './judge.js';
import { latencyClaims } from './latency-claims.js';
import { type Finder, finderOf } from './places.js';

export type { Outcome } from './judge.js';

/** A finding of the study beside what a run shows. */
export interface Replication {
  readonly id: string;
  readonly claim: string;
  /** Table and section of the study. */
  readonly source: string;
  /** Its figures in words. */
  readonly study: string;
  /** Those of the run, with intervals where it has them. */
  readonly here: string;
  readonly outcome: Outcome;
  /** One sentence without a full stop. */
  readonly why: string;
  /** The figures part by part; `here` is null where there is none. */
  readonly figures: readonly Figure[];
  readonly cells: readonly string[];
}

export interface Figure {
  readonly name: string;
  readonly at: string;
  readonly study: number | null;
  readonly here: number | null;
  readonly interval: { readonly low: number; readonly high: number; readonly level: number } | null;
  readonly outcome: Outcome;
}

/**
 * Which findings of the reference study this run confirms, in a fixed order. Only those for which the run has the cells of a part at
 * least; none if it has nothing in common with the study.
 */
export function replicationOf({ rows }: Pick<Results, 'rows'>): readonly Replication[] {
  const find = finderOf(rows);
  return [...latencyClaims, ...counterClaims].flatMap((claim) => replicate(claim, find) ?? []);
}

function replicate(claim: Claim, find: Finder): Replication | undefined {
  const judged = judgeAll(claim.parts, find);
  if (judged.length === 0) return undefined;
  const outcome = overall(claim, judged);
  return {
    id: claim.id,
    claim: claim.claim,
    source: `${claim.table.title} (${claim.table.section})`,
    study: figuresStudy(judged),
    here: figuresHere(judged),
    outcome,
    why: reason(claim, judged, outcome),
    figures: judged.map(({ part, found, outcome: each }) => ({
      name: part.name,
      at: part.at,
      study: part.study,
      here: found?.value ?? null,
      interval: found?.interval ?? null,
      outcome: each,
    })),
    cells: [...new Set(judged.flatMap(({ rows }) => usableRows(rows).map(({ cell }) => cell.id)))].sort(),
  };
}

function overall(claim: Claim, judged: readonly Judged[]): Outcome {
  const has = (outcome: Outcome): boolean => judged.some((each) => each.outcome === outcome);
  if (has('not-confirmed')) return 'not-confirmed';
  return has('cannot-tell') || !isEnough(claim, judged) ? 'cannot-tell' : 'confirmed';
}

function isEnough({ needs = 'all', parts }: Claim, judged: readonly Judged[]): boolean {
  if (needs === 'third') return judged.length * 3 >= parts.length;
  if (needs === 'all') return judged.length === parts.length;
  return judged.some(({ part }) => part.low >= 1) && judged.some(({ part }) => part.high <= 1);
}

function reason(claim: Claim, judged: readonly Judged[], outcome: Outcome): string {
  const caution = outcome === 'confirmed' || claim.caution === undefined ? [] : [claim.caution];
  const note = claim.note === undefined ? [] : [claim.note];
  const without = claim.parts.length - judged.length;
  const coverage =
    without === 0
      ? []
      : [`${String(judged.length)} of ${String(claim.parts.length)} comparisons have their cells here`];
  return [...deciding(judged, outcome), ...coverage, ...marks(judged), ...caution, ...note].join('; ');
}

function deciding(judged: readonly Judged[], outcome: Outcome): readonly string[] {
  if (outcome === 'confirmed') return ['the intervals lie within the limits of the claim'];
  if (outcome === 'cannot-tell') return [...new Set(judged.flatMap(({ why }) => (why === '' ? [] : [why])))];
  const against = judged.filter((each) => each.outcome === outcome);
  const where = against.map(({ part }) => `${part.name} at ${part.at}`);
  const shown = where.slice(0, 3).join(', ');
  return [
    `outside of the limits: ${shown}${where.length > 3 ? ` and ${String(where.length - 3)} more` : ''}`,
  ];
}

/** Rows that count, with a reservation. */
function marks(judged: readonly Judged[]): readonly string[] {
  const rows = new Map(judged.flatMap(({ rows: own }) => own.map((row) => [row.cell.id, row] as const)));
  return (['client-bound', 'unsteady', 'too-few-samples'] as const).flatMap((verdict) => {
    const marked = [...rows.values()].filter(({ verdicts }) => verdicts.includes(verdict)).length;
    return marked === 0 ? [] : [`${String(marked)} of ${String(rows.size)} cells ${verdict}`];
  });
}
