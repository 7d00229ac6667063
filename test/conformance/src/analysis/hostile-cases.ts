import type { Launch, Results, Row } from '@wiretax/core';
import type { Case } from '../cases.js';
import { hostileRun } from '../results/hostile-run.js';
import { type AnalysisSubject, assertFinite, assertIds, findingsOf, wholeRun } from './findings.js';

const names = ['<script>alert(1)</script>', '=cmd|x', '', '../..', 'a\nb', '%s', '.', '-', '👩‍💻'];

/** Names and figures that nobody planned for: ids stay ids, and numbers finite. */
export function hostileCases(subject: AnalysisSubject): readonly Case[] {
  const check = (results: Results): void => {
    const found = findingsOf(subject, results);
    assertIds(found);
    found.forEach(assertFinite);
  };
  return [
    {
      name: 'copes with any name',
      run: () => {
        for (const name of names) check(hostileRun(name, wholeRun(subject)));
      },
    },
    {
      name: 'copes with transports of one label',
      run: () => {
        check(changed(wholeRun(subject), ofOneLabel));
      },
    },
    {
      name: 'copes with launches that brought nothing',
      run: () => {
        for (const launches of idle) {
          const emptied = (row: Row): Row => ({ ...row, launches: launches(row) });
          check(changed(wholeRun(subject), emptied));
          check(changed(wholeRun(subject), (row, index) => (index % 2 === 0 ? row : emptied(row))));
        }
      },
    },
  ];
}

function changed(whole: Results, change: (row: Row, index: number) => Row): Results {
  return { ...whole, rows: whole.rows.map(change) };
}

function ofOneLabel(row: Row): Row {
  return { ...row, cell: { ...row.cell, transport: { ...row.cell.transport, label: 'same' } } };
}

const nothing = { valuesNs: [], counts: [] };
const atOnce = { valuesNs: [0], counts: [30_000] };

/** All that a record may say of a launch. */
const idle: readonly ((row: Row) => readonly Launch[])[] = [
  () => [],
  each((launch) => ({ ...launch, calls: 0 })),
  each((launch) => ({ ...launch, calls: 0, throughput: 0, response: nothing, service: nothing })),
  each((launch) => ({ ...launch, response: nothing, service: nothing })),
  each((launch) => ({ ...launch, throughput: 0 })),
  each((launch) => ({ ...launch, response: atOnce, service: atOnce })),
  each((launch) => ({ ...launch, peers: {}, metrics: [] })),
  ...[0, -1, 1e300].map((perCall) =>
    each((launch) => ({ ...launch, metrics: launch.metrics.map((metric) => ({ ...metric, perCall })) })),
  ),
];

function each(change: (launch: Launch) => Launch): (row: Row) => readonly Launch[] {
  return ({ launches }) => launches.map(change);
}
