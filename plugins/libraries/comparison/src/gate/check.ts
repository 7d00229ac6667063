import type { Check, CheckOutcome } from '@wiretax/core';
import { shareText } from '../change-text.js';
import type { Answered, GateAnswer, GateOutcome } from './gate.js';
import { answerStatement, gateStatement } from './statement.js';

const outcomes: Readonly<Record<GateOutcome, CheckOutcome>> = {
  slower: 'crossed',
  'not-slower': 'held',
  unknown: 'open',
};

/** What a gate answered, to be stored with the run that it was asked of. `base` is what that was held against, in a word. */
export function gateCheck(answer: GateAnswer, base: string): Check {
  const figures = [...new Set(answer.answers.map(({ figure }) => figure.name))];
  return {
    id: 'gate',
    by: 'gate',
    title: `not slower than ${base} by more than ${shareText(answer.margin)}${figures.length === 0 ? '' : ` (${figures.join(', ')})`}`,
    outcome: outcomes[answer.outcome],
    statement: gateStatement(answer),
    cells: answer.answers.flatMap(cellOf),
  };
}

/** Cells that were taken together are about none of them. */
function cellOf(answered: Answered): Check['cells'] {
  const { where, outcome } = answered;
  if (typeof where === 'number') return [];
  return [{ cell: where, outcome: outcomes[outcome], statement: `${answerStatement(answered)}.` }];
}
