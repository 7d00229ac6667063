import type { Finding, Row } from '@wiretax/core';
import { axisValue, busyShare, hopsOf, isStruck, peerPhrase, usableRows, wasRun } from '@wiretax/core/record';
import { comparedAxis } from '@wiretax/standings';
import { listed } from '@wiretax/statistics/statements';
import { grouped } from './told-standings.js';

const nobody = '';

/** Who set the pace in the rows, and what the machine took away; none where no row was run. */
export function limitOf(rows: readonly Row[]): readonly Finding[] {
  const run = rows.filter(wasRun);
  if (run.length === 0) return [];
  const usable = usableRows(run);
  const struck = run.filter(isStruck);
  const groups = grouped(usable, pacemaker).map((some) => ({ some, who: pacemakerOf(some) }));
  const numbers = groups.map(({ some, who }) => [
    who === nobody ? 'unlimitedRows' : `${who}.rows`,
    some.length,
  ]);
  const disturbed = struck.filter(({ verdicts }) => verdicts.includes('disturbed')).length;
  const sentences = [
    ...paceSentence(groups, rows, usable.length),
    ...struckSentence(struck.length, disturbed, run.length),
  ];
  return [
    {
      id: 'answer.limit',
      statement: `${sentences.join('; ')}.`,
      numbers: {
        ...(Object.fromEntries(numbers) as Record<string, number>),
        struckRows: struck.length,
        disturbedRows: disturbed,
      },
      cells: usable.filter((row) => pacemaker(row) !== nobody).map(({ cell }) => cell.id),
      answers: 'limit',
    },
  ];
}

/** The peer that was busy all the time; of a client-bound row its client. */
function pacemaker({ verdicts, limit }: Row): string {
  return verdicts.includes('client-bound') ? (limit?.peer ?? 'client') : (limit?.peer ?? nobody);
}

function pacemakerOf([row]: readonly Row[]): string {
  return row === undefined ? nobody : pacemaker(row);
}

interface Group {
  readonly some: readonly Row[];
  readonly who: string;
}

function paceSentence(groups: readonly Group[], rows: readonly Row[], usable: number): readonly string[] {
  if (usable === 0) return [];
  const axis = comparedAxis(rows);
  const labelsOf = (some: readonly Row[]): readonly string[] =>
    axis === undefined ? [] : [...new Set(some.map(({ cell }) => axisValue(cell, axis)))];
  const all = labelsOf(rows).length;
  const limited = groups.filter(({ who }) => who !== nobody);
  if (limited.length === 0) return [unlimitedSentence(groups.flatMap(({ some }) => some))];
  const parts = limited.map(({ some, who }, index) => {
    const labels = labelsOf(some);
    const which = labels.length === all ? '' : ` (${listed(labels)})`;
    const count =
      index > 0
        ? `in ${String(some.length)}`
        : some.length === usable
          ? 'in all rows'
          : `in ${String(some.length)} of ${String(usable)} rows`;
    return `${peerPhrase(who)} ${index === 0 ? 'set the pace ' : ''}${count}${which}`;
  });
  const free = groups.find(({ who }) => who === nobody)?.some.length ?? 0;
  const rest = free === 0 ? [] : [`nobody in ${String(free)}`];
  return [capital(listed([...parts, ...rest]))];
}

/** The same as busy as a limit must be. */
const saturated = 0.9;

/** Of rows none of which has a limit: why not. */
function unlimitedSentence(rows: readonly Row[]): string {
  const busiest = rows.flatMap((row) => {
    const shares = hopsOf(row).flatMap((peer) => busyShare(peer) ?? []);
    return shares.length === 0 ? [] : [Math.max(...shares)];
  });
  const all = rows.length === 1 ? 'the one row' : `any of ${String(rows.length)} rows`;
  if (busiest.length === 0) return "How busy the peers were isn't told, so nobody knows what the limit was";
  const busy = busiest.filter((share) => share >= saturated).length;
  if (busy > 0)
    return `No peer alone set the pace in ${all}; in ${String(busy)} several were busy all the time`;
  return `Nobody was busy all the time in ${all}, so no peer was the limit`;
}

function struckSentence(struck: number, disturbed: number, run: number): readonly string[] {
  if (struck === 0) return [];
  const rows = `${String(struck)} of ${String(run)} rows ${struck === 1 ? 'is' : 'are'} struck`;
  if (disturbed === 0) return [rows];
  return [`${rows}, ${disturbed === struck ? '' : `${String(disturbed)} `}as the machine was disturbed`];
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
