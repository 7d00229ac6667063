import { type Finding, formatLevel, type Results } from '@wiretax/core';
import {
  caveatLegend,
  findingGroups,
  markedStatement,
  tellsInterval,
  verdictMarks,
} from '@wiretax/core/record';
import { figure } from '@wiretax/writing';
import type { Entry } from './header.js';

/** Every finding but the details, under the titles of their analyses; then what their marks mean. */
export function findingEntries(results: Results): readonly Entry[] {
  const groups = findingGroups(results).map(({ title, findings }) => ({
    title,
    told: findings.filter(({ detail }) => detail !== true),
  }));
  const lines = groups.flatMap(({ title, told }) =>
    told.length === 0 ? [] : [title, ...told.map((finding) => `· ${textOf(finding)}`)],
  );
  const details = results.findings.filter(({ detail }) => detail === true).length;
  const more = details === 0 ? [] : [`${String(details)} more in findings.json and in the reports`];
  // Those of rows stand in the legend of verdicts.
  const legend = caveatLegend(groups.flatMap(({ told }) => told)).filter(({ mark }) => !rowMarks.has(mark));
  return [
    ...[...lines, ...more].map((text, index) => ({ name: index === 0 ? 'findings' : '', text })),
    ...legend.map(({ mark, meaning }) => ({ name: mark, text: meaning })),
  ];
}

const rowMarks: ReadonlySet<string> = new Set(Object.values(verdictMarks));

/** With its interval, unless the statement has it already, in its own unit. */
function textOf(finding: Finding): string {
  const { interval } = finding;
  if (interval === undefined || tellsInterval(finding)) return markedStatement(finding);
  const { low, high, level } = interval;
  const statement = `${finding.statement} ${formatLevel(level)} interval: ${figure(low)} to ${figure(high)}.`;
  return markedStatement({ ...finding, statement });
}
