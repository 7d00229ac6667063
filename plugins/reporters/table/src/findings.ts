import { type Finding, formatLevel, type Results } from '@wiretax/core';
import { figure } from '@wiretax/writing';
import type { Entry } from './header.js';

const shown = 12;

/** Analyses whose findings come first, in this order; others follow by name. */
const order = [
  'launches',
  'stalls',
  'explain',
  'advice',
  'knee',
  'crossover',
  'inversion',
  'tail',
  'flow-cost',
  'steps',
  'scaling',
  'usl',
  'zones',
  'replication.summary',
];

/** The findings that matter most: each analysis has its first one in before any has a second. */
export function findingEntries({ findings }: Results): readonly Entry[] {
  const told = findings.filter(isForTerminal);
  const chosen = mostImportant(told);
  const more = findings.length - chosen.length;
  const entries = chosen.map((finding) => ({ name: 'finding', text: textOf(finding) }));
  return more === 0
    ? entries
    : [...entries, { name: 'finding', text: `${String(more)} more in findings.json and in the reports` }];
}

function mostImportant(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Map<string, number>();
  const ranked = findings.map((finding, index) => {
    const rank = rankOf(finding);
    const kind = kindOf(finding);
    const turn = seen.get(kind) ?? 0;
    seen.set(kind, turn + 1);
    return { finding, rank, turn, index };
  });
  const kept = ranked
    .toSorted((a, b) => a.turn - b.turn || a.rank - b.rank || a.index - b.index)
    .slice(0, shown);
  return kept.sort((a, b) => a.rank - b.rank || a.index - b.index).map(({ finding }) => finding);
}

/** Broken accounting, and a machine that was not one machine, come before all that rests on it. */
function rankOf(finding: Finding): number {
  if (isBroken(finding) || finding.id === 'drift.machine') return -1;
  const rank = order.findIndex((name) => finding.id === name || finding.id.startsWith(`${name}.`));
  return rank < 0 ? order.length : rank;
}

function kindOf({ id }: Finding): string {
  return id.split('.')[0] ?? id;
}

/** Of the claims of the reference study only the summary is worth a place among few. */
function isForTerminal({ id }: Finding): boolean {
  return id === 'replication.summary' || !id.startsWith('replication.');
}

function isBroken({ id, numbers }: Finding): boolean {
  return id.startsWith('littles-law.') && (numbers['broken'] ?? 0) !== 0;
}

/** With its interval, unless the statement has it already, in its own unit. */
function textOf({ statement, interval }: Finding): string {
  if (interval === undefined || /\binterval\b/.test(statement)) return statement;
  const { low, high, level } = interval;
  return `${statement} ${formatLevel(level)} interval: ${figure(low)} to ${figure(high)}.`;
}
