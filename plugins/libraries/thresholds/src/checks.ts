import type { Check, CheckOutcome, Results } from '@wiretax/core';
import { mergedChecks } from '@wiretax/core/record';
import { type CellOutcome, type ThresholdOutcome, thresholdOutcomes } from './outcomes.js';
import { thresholdId, titleOf } from './title.js';
import { cellText } from './cell-text.js';

/** The results with what became of the thresholds of their experiment among their checks, before those of others. */
export function withThresholds(results: Results): Results {
  return { ...results, checks: mergedChecks(results.checks, thresholdChecks(results)) };
}

/**
 * The thresholds of the run's experiment as checks, in the order of its config. Where a figure has an interval, it is crossed or held only
 * if all of the interval says so; under three launches the figure alone decides.
 */
export function thresholdChecks(results: Results): readonly Check[] {
  const taken = new Set<string>();
  return thresholdOutcomes(results).map((each): Check => {
    const { threshold, outcome, cells } = each;
    const wanted = thresholdId(threshold);
    let id = wanted;
    for (let count = 2; taken.has(id); count += 1) id = `${wanted}-${String(count)}`;
    taken.add(id);
    return {
      id,
      by: 'threshold',
      title: titleOf(threshold),
      outcome,
      statement: statementOf(each),
      cells: cells.map((cell) => ({
        cell: cell.cell,
        outcome: cell.outcome,
        statement: cellText(cell, threshold),
      })),
    };
  });
}

function statementOf({ threshold, outcome, cells }: ThresholdOutcome): string {
  if (cells.length === 0) return "It can't be told, as there is no such cell.";
  const alike = cells.filter((cell) => cell.outcome === outcome);
  const [shown = cells[0]] = nearestLimit(alike, outcome, threshold);
  const all = `${String(cells.length)} ${cells.length === 1 ? 'cell' : 'cells'}`;
  const told = shown === undefined ? '' : `${shown.cell}, ${cellText(shown, threshold)}`;
  switch (outcome) {
    case 'held':
      return `Held in ${all}; closest: ${told}.`;
    case 'crossed':
      return `Crossed in ${String(alike.length)} of ${all}; furthest: ${told}.`;
    case 'open':
      return `It can't be told in ${String(alike.length)} of ${all}; first: ${told}.`;
  }
}

/** Of those that hold the one that nearly doesn't, of those that don't the one that is furthest off; else in their order. */
function nearestLimit(
  cells: readonly CellOutcome[],
  outcome: CheckOutcome,
  { comparison }: ThresholdOutcome['threshold'],
): readonly CellOutcome[] {
  if (outcome === 'open') return cells;
  const sign = comparison === '<' || comparison === '<=' ? 1 : -1;
  const worth = ({ value }: CellOutcome): number => (value === null ? Infinity : sign * value);
  return cells.toSorted((a, b) => (worth(a) === worth(b) ? 0 : worth(b) - worth(a)));
}
