import type { Analysis, Finding } from '@wiretax/core';
import { type Outcome, type Replication, replicationOf } from './replication.js';
import { tablesOf } from './tables.js';

/** A summary, and a finding for each claim of the reference study that the run has cells for. */
export const replication: Analysis = {
  title: 'Beside the reference study',
  weight: 140,
  onRequest: true,
  analyse: (results) => {
    const found = replicationOf(results);
    if (found.length === 0) return [];
    return [{ ...summary(found), tables: tablesOf(results, found) }, ...found.map(findingOf)];
  },
};

const codes: Readonly<Record<Outcome, number>> = { confirmed: 1, 'not-confirmed': 0, 'cannot-tell': -1 };

const words: Readonly<Record<Outcome, string>> = {
  confirmed: 'is confirmed',
  'not-confirmed': 'is not confirmed',
  'cannot-tell': "can't be told here",
};

function summary(found: readonly Replication[]): Finding {
  const count = (outcome: Outcome): number => found.filter((each) => each.outcome === outcome).length;
  const [confirmed, not, open] = [count('confirmed'), count('not-confirmed'), count('cannot-tell')];
  return {
    id: 'replication.summary',
    statement:
      `This run confirms ${String(confirmed)} of ${String(found.length)} claims of the reference study that it has cells for; ` +
      `${String(not)} are not confirmed, and ${String(open)} can't be told here.`,
    numbers: { claims: found.length, confirmed, notConfirmed: not, cannotTell: open },
    cells: [...new Set(found.flatMap(({ cells }) => cells))].sort(),
  };
}

function findingOf({ id, claim, study, here, outcome, why, figures, cells }: Replication): Finding {
  const numbers = figures.flatMap((figure, index): (readonly [string, number])[] => {
    const at = figures.length === 1 ? '' : String(index + 1);
    return [
      ...(figure.study === null ? [] : [[`study${at}`, figure.study] as const]),
      ...(figure.here === null ? [] : [[`here${at}`, figure.here] as const]),
    ];
  });
  const [only] = figures;
  const interval = figures.length === 1 ? (only?.interval ?? undefined) : undefined;
  return {
    id: `replication.${id}`,
    statement: `Of the reference study, "${claim}" ${words[outcome]}: study ${study}; here ${here}; ${why}.`,
    numbers: { outcome: codes[outcome], ...Object.fromEntries(numbers) },
    ...(interval === undefined ? {} : { interval }),
    cells,
    detail: true,
  };
}
