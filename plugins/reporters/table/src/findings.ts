import { type Finding, formatLevel, type Results } from '@wiretax/core';
import {
  analysisOf,
  caveatLegend,
  markedStatement,
  orderedFindings,
  tellsInterval,
} from '@wiretax/core/record';
import { figure } from '@wiretax/writing';
import type { Entry } from './header.js';

const shown = 12;

/** The findings that matter most: each analysis has its first one in before any has a second. */
export function findingEntries(results: Results): readonly Entry[] {
  const chosen = mostImportant(results);
  const more = results.findings.length - chosen.length;
  const entries = chosen.map((finding) => ({ name: 'finding', text: textOf(finding) }));
  const legend = caveatLegend(chosen).map(({ mark, meaning }) => ({ name: mark, text: meaning }));
  const rest = { name: 'finding', text: `${String(more)} more in findings.json and in the reports` };
  return [...entries, ...(more === 0 ? [] : [rest]), ...legend];
}

/** In the order of reports. Of what is told in detail only the sum is worth a place among few. */
function mostImportant(results: Results): readonly Finding[] {
  const turns = new Map<string, number>();
  const told = orderedFindings(results).filter(({ detail }) => detail !== true);
  const ranked = told.map((finding, index) => {
    const name = analysisOf(finding);
    const turn = turns.get(name) ?? 0;
    turns.set(name, turn + 1);
    return { finding, turn, index };
  });
  const kept = ranked.toSorted((a, b) => a.turn - b.turn || a.index - b.index).slice(0, shown);
  return kept.sort((a, b) => a.index - b.index).map(({ finding }) => finding);
}

/** With its interval, unless the statement has it already, in its own unit. */
function textOf(finding: Finding): string {
  const { interval } = finding;
  if (interval === undefined || tellsInterval(finding)) return markedStatement(finding);
  const { low, high, level } = interval;
  const statement = `${finding.statement} ${formatLevel(level)} interval: ${figure(low)} to ${figure(high)}.`;
  return markedStatement({ ...finding, statement });
}
