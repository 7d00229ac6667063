import { type FindingTable, formatDuration, formatSize, type Results } from '@wiretax/core';
import { figure, percentText } from '@wiretax/writing';
import { type Beside, besideStudy } from './beside.js';
import type { Outcome, Replication } from './replication.js';
import { source } from './study/point.js';

/** The claims one by one, then the study's tables with the run's figures in them. */
export function tablesOf(results: Results, claims: readonly Replication[]): readonly FindingTable[] {
  return [claimsTable(claims), ...besideStudy(results).map(besideTable)];
}

const outcomes: Readonly<Record<Outcome, string>> = {
  confirmed: '✓ confirmed',
  'not-confirmed': '✕ not confirmed',
  'cannot-tell': "? can't be told",
};

function claimsTable(claims: readonly Replication[]): FindingTable {
  const titles = ['Claim', 'Here', 'Study', 'This run', 'Why', 'Source', 'Rows'];
  return {
    title: 'Its claims, and what this run says of them',
    note: `${source.title}; ${source.design}. A claim is confirmed, or not, only where the interval of this run decides it.`,
    columns: titles.map((title) => ({ title })),
    rows: claims.map(({ claim, source: from, study, here, outcome, why, cells }) => [
      claim,
      outcomes[outcome],
      study,
      here,
      why,
      from,
      cells.length === 0 ? null : { cells },
    ]),
  };
}

function besideTable({ title, section, note, lines }: Beside): FindingTable {
  const known = lines.filter(({ here }) => here !== null);
  return {
    title: `${title} (${section}): ${String(known.length)} of ${String(lines.length)} figures are here`,
    ...(note === undefined ? {} : { note: `Note: ${note}.` }),
    columns: [
      { title: 'protocol' },
      { title: 'size', align: 'right' },
      { title: 'clients', align: 'right' },
      { title: 'figure' },
      { title: 'study', align: 'right' },
      { title: 'here', align: 'right' },
      { title: 'here over study', align: 'right' },
      { title: 'row' },
    ],
    rows: lines.map(({ published: of, here, cell }) => [
      `${of.protocol}${of.limit === undefined ? '' : `, at most ${String(of.limit)} in flight`}`,
      formatSize(of.bytes),
      String(of.clients),
      of.measure,
      inUnit(of.value, of.unit),
      here === null ? null : inUnit(here, of.unit),
      here === null || of.value === 0 ? null : figure(here / of.value),
      cell === null ? null : { cells: [cell] },
    ]),
  };
}

function inUnit(value: number, unit: string): string {
  if (unit === 'ns') return formatDuration(value);
  return unit === 'ratio' && value <= 1 ? percentText(value) : figure(value);
}
