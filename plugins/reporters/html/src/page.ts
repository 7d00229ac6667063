import type { Results } from '@wiretax/core';
import { bar, chartSheet, type Drawn, html, nothing, pageText, type Section } from '@wiretax/page';
import type { Anchors } from './anchors.js';
import { charts } from './charts.js';
import { contenderColours } from './contender-colours.js';
import { failures } from './failures.js';
import { overlayChart } from './collections.js';
import { findings } from './findings.js';
import { manifest } from './manifest.js';
import { opening } from './opening.js';
import { pageScript } from './page/script.js';
import type { Ranking } from './ranking.js';
import { reading } from './reading.js';
import { resultsTable } from './results-table.js';
import { rowsSheet } from './sheets.js';
import { styleOfFirst } from './style-first.js';
import { titleOf } from './title.js';

/** What stands in a page beside the results. */
export interface Material {
  readonly anchors: Anchors;
  readonly drawn: readonly Drawn[];
  /** Style rules that all charts share. */
  readonly chartStyle: string;
  /** Those of the sections that findings bring, by the name of the analysis. */
  readonly tables: ReadonlyMap<string, Section>;
  readonly sections: readonly Section[];
  /** What starts the command line in a shell. */
  readonly program: string;
  readonly ranking: Ranking;
}

/** The whole report; it loads nothing. */
export function page(results: Results, material: Material): string {
  const { anchors, drawn, chartStyle, tables, sections, program, ranking } = material;
  const trouble = failures(results);
  const title = `${titleOf(results)} – Wiretax`;
  const links: readonly (readonly [id: string, title: string, there: boolean])[] = [
    ['answer', 'Answer', true],
    ['results', 'Rows', true],
    ['charts', 'Charts', drawn.length > 0],
    ...sections.map(({ id, title: name }) => [id, name, true] as const),
    ['findings', 'Findings', true],
    [
      'failures',
      results.trials.some(({ error }) => error) ? 'Failures and notes' : 'Notes',
      trouble !== nothing,
    ],
    ['manifest', 'How it was measured', true],
    ['reading', 'How to read this', true],
  ];
  return pageText({
    title,
    name: results.manifest.id,
    chartStyle,
    style: `${contenderColours(chartStyle)}\n${styleOfFirst}`,
    script: pageScript,
    scripts: sections.flatMap((section) => section.scripts ?? []),
    kept: kept(results, drawn),
    body: html`${bar(links.flatMap(([id, name, there]) => (there ? [[id, name]] : [])))}
      <main id="main" tabindex="-1">
        ${opening(results, ranking, anchors, program)} ${resultsTable(results, anchors)}
        ${charts(drawn.filter(({ id }) => id !== overlayChart))} ${sections.map(({ markup }) => markup)}
        ${findings(results, tables, anchors)} ${trouble} ${manifest(results, program)} ${reading(results)}
      </main>
      <footer class="foot">
        <div class="tools" hidden>
          <button type="button" data-save="rows">Save rows as CSV</button>
          <button type="button" data-save="results">Save results as JSON</button>
        </div>
        <p>
          Made by Wiretax ${results.manifest.wiretax} of run ${results.manifest.id}. One file, nothing is
          loaded.
        </p>
      </footer>`,
  });
}

/** Distributions and single launches stay in the run's folder. */
function kept(results: Results, drawn: readonly Drawn[]): object {
  const { manifest: of, rows, controls, analyses, findings: found, planned } = results;
  const light = (all: Results['rows']): object[] =>
    all.map(({ launches, ...row }) => ({
      ...row,
      launches: launches.map(({ trial, startedAt, calls, throughput }) => ({
        trial,
        startedAt,
        calls,
        throughput,
      })),
    }));
  return {
    charts: Object.fromEntries(drawn.map((chart) => [chart.id, chartSheet(chart)])),
    rows: rowsSheet(results),
    results: {
      manifest: of,
      rows: light(rows),
      controls: light(controls),
      analyses,
      findings: found,
      planned,
    },
  };
}
