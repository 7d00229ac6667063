import type { Results, Row } from '@wiretax/core';
import { sampleFailedRow } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SeriesRow } from './chart.js';
import { type Chart, chartsOf, type Datum } from './index.js';
import { drawnPanels } from './drawn-panels.test.support.js';
import { clientsName, sizeName } from './scales.js';
import { extras, findings, study } from './study.test.support.js';
import { viewOf } from './view.js';

const whole = study({ findings });

function withRows(rows: readonly Row[]): Results {
  return { ...whole, rows };
}

const isAt = ({ cell }: Row, bytes: number, clients: number): boolean =>
  cell.size.requestBytes === bytes && cell.concurrency === clients;

/** The row without what takes 1,000 calls. */
function withoutP99(row: Row): Row {
  return { ...row, response: { ...row.response, p99: null }, tailRatio: null };
}

/** The cells of preset `evidence`. */
const evidence = study({
  transports: ['tcp', 'rest', 'grpc'],
  sizes: [64, 1024, 4096, 16_384, 65_536],
  levels: [1, 10, 50],
  launches: 1,
}).rows.filter(
  ({ cell: { concurrency, size } }) => concurrency === 1 || [64, 65_536].includes(size.requestBytes),
);

const studies: Readonly<Record<string, Results>> = {
  'an exclude': withRows(whole.rows.filter((row) => !isAt(row, 64, 1) && !isAt(row, 4096, 10))),
  'an include': withRows(
    whole.rows.filter(
      (row) =>
        row.cell.concurrency === 10 || isAt(row, 4096, 1) || isAt(row, 4096, 100) || isAt(row, 65_536, 100),
    ),
  ),
  'failed cells': withRows(
    whole.rows.map((row) =>
      isAt(row, 4096, 1)
        ? sampleFailedRow({ transport: row.cell.transport.label, bytes: 4096, clients: 1 })
        : row,
    ),
  ),
  'a missing P99': withRows(
    whole.rows.map((row) => (row.cell.concurrency === 1 || isAt(row, 64, 100) ? withoutP99(row) : row)),
  ),
  'the cells of evidence': withRows(evidence),
  'the cells of evidence without some of their P99': withRows(
    evidence.map((row) => (isAt(row, 65_536, 10) || isAt(row, 1024, 1) ? withoutP99(row) : row)),
  ),
  'the cells of evidence of which some failed': withRows(
    evidence.map((row) =>
      isAt(row, 64, 10) || isAt(row, 4096, 1)
        ? sampleFailedRow({
            transport: row.cell.transport.label,
            bytes: row.cell.size.requestBytes,
            clients: row.cell.concurrency,
          })
        : row,
    ),
  ),
  'counters of some cells': withRows(
    whole.rows.map((row) => (row.cell.size.requestBytes === 64 ? { ...row, metrics: [] } : row)),
  ),
};

/** What a heading may say of a mark: of a cell, what its row says; findings stand where the chart has put them. */
function sayingsOf(rows: readonly SeriesRow[], { cell, panel, percentile }: Datum): readonly unknown[] {
  const found = rows.find(({ row }) => row.cell.id === cell);
  if (found === undefined) return [cell, panel, percentile];
  const { size, concurrency } = found.row.cell;
  return [cell, percentile, found.series, sizeName(size.requestBytes), clientsName(concurrency)];
}

/** What a mark says when it is pointed at is said of its place, too. */
function assertTold(heading: string, { kind, told }: Datum, id: string): void {
  if (typeof told !== 'string' || !['point', 'cell', 'segment'].includes(String(kind))) return;
  for (const part of heading.split(', '))
    assert.ok(told.includes(part), `${id}: “${told}” is said under ${heading}`);
}

/** How many panels have data. */
async function assertHeadings(rows: readonly SeriesRow[], chart: Chart): Promise<number> {
  const panels = await drawnPanels(chart);
  for (const { heading, data } of panels) {
    assert.is.not(heading, '');
    for (const datum of data) {
      assertTold(heading, datum, chart.id);
      for (const part of heading.split(', '))
        assert.ok(
          sayingsOf(rows, datum).includes(part),
          `${chart.id}: ${JSON.stringify(datum)} is drawn under ${heading}`,
        );
    }
  }
  const drawn = new Set(panels.flatMap(({ data }) => data.map(({ cell }) => cell)));
  for (const cell of chart.cells) assert.ok(drawn.has(cell), `${chart.id} draws ${cell}`);
  return panels.filter(({ data }) => data.length > 0).length;
}

for (const [name, results] of Object.entries(studies)) {
  test(`${name}: each mark stands under the heading of its cell`, async () => {
    const charts = chartsOf(results, extras);
    const { rows } = viewOf(results);
    let filled = 0;
    for (const chart of charts) filled += await assertHeadings(rows, chart);
    assert.ok(
      charts.length >= 4 && filled >= 10,
      `${String(charts.length)} charts, ${String(filled)} panels`,
    );
  });
}

test('a panel without data says so', async () => {
  const [latency] = chartsOf(studies['a missing P99'] ?? whole);
  assert.ok(latency?.id === 'latency-over-size');
  const panels = await drawnPanels(latency);
  assert.equal(
    panels.filter(({ data }) => data.length === 0).map(({ heading, texts }) => [heading, texts]),
    [['1 client, P99', ['no data']]],
  );
  assert.ok(panels.every(({ data, texts }) => data.length === 0 || !texts.includes('no data')));
});

test('the words name places that were measured', () => {
  for (const results of Object.values(studies))
    for (const { id, summary } of chartsOf(results, extras))
      assert.not.match(summary, /\bat [.A-Z]| [.,]|\.\./, id);
  const [latency] = chartsOf(studies['an exclude'] ?? whole);
  assert.match(latency?.summary ?? '', 'P99 at 64 B and 10 clients: tcp');
});

test.run();
