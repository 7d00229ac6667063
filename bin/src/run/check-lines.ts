import { type Check, type CheckedCell, visibleLine } from '@wiretax/core';
import { gravestChecks } from '@wiretax/core/record';

const mostCells = 5;

/** What became of each check, crossed ones first; under each the cells that matter. */
export function checkLines(checks: readonly Check[]): readonly string[] {
  return gravestChecks(checks).flatMap(linesOf);
}

function linesOf({ by, title, outcome, statement, cells }: Check): readonly string[] {
  const start = visibleLine(`${by} ${title}:`);
  if (cells.length === 0) return [`${start} ${visibleLine(statement)}`];
  const crossed = cells.filter((cell) => cell.outcome === 'crossed');
  const open = cells.filter((cell) => cell.outcome === 'open');
  const of = `${String(cells.length)} ${cells.length === 1 ? 'cell' : 'cells'}`;
  switch (outcome) {
    case 'held':
      return [`${start} held in ${of}`];
    case 'crossed':
      return [`${start} crossed in ${String(crossed.length)} of ${of}`, ...shown([...crossed, ...open])];
    case 'open':
      return [`${start} can't be told in ${String(open.length)} of ${of}`, ...shown(open)];
  }
}

function shown(cells: readonly CheckedCell[]): readonly string[] {
  const lines = cells
    .slice(0, mostCells)
    .map(({ cell, statement }) => `  ${visibleLine(`${cell}: ${statement}`)}`);
  const left = cells.length - lines.length;
  return left > 0 ? [...lines, `  and ${String(left)} more`] : lines;
}
