import { createHash } from 'node:crypto';
import { type Results, visible } from '@wiretax/core';
import type { Anchors } from './anchors.js';
import { charts, type Drawn } from './charts.js';
import { chartColours } from './chart-colours.js';
import { failures } from './failures.js';
import { overlayChart } from './collections.js';
import { findings } from './findings.js';
import { manifest } from './manifest.js';
import { embedded, html, nothing } from './markup.js';
import { opening } from './opening.js';
import { packed } from './packed.js';
import { pageScript } from './page/script.js';
import { reading } from './reading.js';
import { resultsTable } from './results-table.js';
import type { Section } from './section.js';
import { chartSheet, rowsSheet } from './sheets.js';
import { style } from './style.js';

/** What stands in a page beside the results. */
export interface Material {
  readonly anchors: Anchors;
  readonly drawn: readonly Drawn[];
  /** Style rules that all charts share. */
  readonly chartStyle: string;
  /** Those of the sections that findings bring, by the name of the analysis. */
  readonly tables: ReadonlyMap<string, Section>;
  readonly sections: readonly Section[];
}

/** The whole report; it loads nothing. */
export function page(results: Results, material: Material): string {
  const { anchors, drawn, chartStyle, tables, sections } = material;
  const trouble = failures(results);
  const title = `${results.manifest.experiment.name} – Wiretax`;
  const links: readonly (readonly [id: string, title: string, there: boolean])[] = [
    ['findings', 'Findings', true],
    ['charts', 'Charts', drawn.length > 0],
    ['results', 'Results', true],
    ...sections.map(({ id, title: name }) => [id, name, true] as const),
    [
      'failures',
      results.trials.some(({ error }) => error) ? 'Failures and notes' : 'Notes',
      trouble !== nothing,
    ],
    ['manifest', 'How it was measured', true],
    ['reading', 'How to read this', true],
  ];
  const scripts = [pageScript, ...sections.flatMap((section) => section.scripts ?? [])];
  return html`<!doctype html>
    <html lang="en" data-run="${plainName(results.manifest.id)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${policy(scripts)}" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="Wiretax" />
        <title>${title}</title>
        ${embedded('style', style)} ${embedded('style id="chart-style"', chartStyle)}
        ${embedded('style', chartColours(chartStyle))}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the report</a>
        <nav class="bar" aria-label="Parts of the report">
          <ul>
            ${links.map(([id, name, there]) => (there ? html`<li><a href="#${id}">${name}</a></li>` : ''))}
          </ul>
          <button type="button" id="theme" hidden>Dark</button>
        </nav>
        <main id="main" tabindex="-1">
          ${opening(results, anchors)} ${findings(results, tables, anchors)}
          ${charts(drawn.filter(({ id }) => id !== overlayChart))} ${resultsTable(results, anchors)}
          ${sections.map(({ markup }) => markup)} ${trouble} ${manifest(results)} ${reading}
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
        </footer>
        ${embedded('script type="application/octet-stream" id="kept"', packed(JSON.stringify(kept(results, drawn))))}
        ${embedded('script', pageScript)}
      </body>
    </html> `.text;
}

/** Only scripts of ours run, whatever a name managed to become. */
function policy(scripts: readonly string[]): string {
  const hashes = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  return `default-src 'none'; style-src 'unsafe-inline'; script-src ${hashes.join(' ')}; base-uri 'none'; form-action 'none'`;
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

function plainName(id: string): string {
  return (
    visible(id)
      .replace(/[^\w.-]+/g, '-')
      .slice(0, 100) || 'run'
  );
}
