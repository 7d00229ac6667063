import { type CheckOutcome, InputError, type Results, type Row } from '@wiretax/core';
import { checksPhrase, isStruck } from '@wiretax/core/record';
import { nearest } from '@wiretax/config/read/nearest.js';
import {
  pointsThatMatter,
  rankedFigures,
  type RankedFigure,
  type Standing,
  standingsOf,
} from '@wiretax/standings';

/** What shields.io reads from an endpoint. */
export interface Badge {
  readonly schemaVersion: 1;
  readonly label: string;
  readonly message: string;
  readonly color: string;
}

export interface BadgeRequest {
  /** `checks`, `leader`, or the id of a cell. */
  readonly what: string;
  readonly figure: string;
}

/** What a run came to, as a badge for a README. */
export function badgeOf(results: Results, { what, figure: key }: BadgeRequest): Badge {
  if (what === 'checks') return checksBadge(results);
  const figure = rankedFigures.find((each) => each.key === key) ?? rankedFigures[0];
  if (figure === undefined) throw new Error('there are figures');
  return what === 'leader' ? leaderBadge(results, figure) : cellBadge(results, what, figure);
}

const colors: Readonly<Record<CheckOutcome, string>> = {
  crossed: 'red',
  open: 'yellow',
  held: 'brightgreen',
};
const unknown = 'lightgrey';

function badge(label: string, message: string, color: string): Badge {
  return { schemaVersion: 1, label, message, color };
}

function checksBadge({ checks }: Results): Badge {
  const gravest = (['crossed', 'open', 'held'] as const).find((outcome) =>
    checks.some((check) => check.outcome === outcome),
  );
  if (gravest === undefined) return badge('wiretax', 'no checks', unknown);
  return badge('wiretax', checksPhrase(checks) ?? '', colors[gravest]);
}

/** Who leads at the first load point, which is where least is sent by fewest. */
function leaderBadge({ rows }: Results, figure: RankedFigure): Badge {
  const [standing] = pointsThatMatter(standingsOf(rows, figure), 1);
  if (standing === undefined || standing.decision === 'nothing')
    return badge(figure.title, 'not measured', unknown);
  const label = `${figure.title}, ${standing.place}`;
  const [best] = standing.contenders;
  if (best === undefined || best.value === null) return badge(label, 'not measured', unknown);
  const told = `${leaders(standing)} ${figure.text(best.value)}`;
  const sure = standing.decision === 'leader' || standing.decision === 'equal';
  const doubt = standing.decision === 'order-only' ? 'an order only' : 'not known yet';
  return badge(label, sure ? told : `${told} (${doubt})`, sure ? 'blue' : unknown);
}

function leaders({ contenders }: Standing): string {
  return contenders
    .filter(({ standing }) => standing === 'best' || standing === 'equal')
    .map(({ label }) => label)
    .join(', ');
}

function cellBadge({ rows, manifest }: Results, id: string, figure: RankedFigure): Badge {
  const row = rows.find(({ cell }) => cell.id === id);
  if (row === undefined) throw unknownCell(manifest.id, id, rows);
  const value = figure.valueOf(row);
  const label = `${id} ${figure.title}`;
  if (value === null) return badge(label, 'not measured', unknown);
  // A figure that must not be quoted doesn't stand in a README.
  return isStruck(row) ? badge(label, row.verdict, unknown) : badge(label, figure.text(value), 'blue');
}

function unknownCell(run: string, id: string, rows: readonly Row[]): InputError {
  const near = nearest(id, ['checks', 'leader', ...rows.map(({ cell }) => cell.id)]);
  const message = `neither checks nor leader, nor a cell of the run: ${id}`;
  return new InputError('E_UNKNOWN_CELL', `${run} has no such badge`, [
    { path: '--badge', message, ...(near === undefined ? {} : { nearest: near }) },
  ]);
}
