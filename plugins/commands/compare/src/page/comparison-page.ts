import { type Compared, sectionOf, type Sides } from '@wiretax/comparison';
import type { Results } from '@wiretax/core';
import {
  bar,
  chartFigure,
  chartSheet,
  html,
  type Markup,
  pageText,
  type Section,
  sectionTables,
} from '@wiretax/page';
import { downloads, flame, print, scriptOf, theme, values } from '@wiretax/page/script';
import type { SectionTable } from '@wiretax/writing';
import type { DrawnCharts } from './drawn-charts.js';

const mostLines = 20;

export interface Material extends DrawnCharts {
  readonly sections: readonly Section[];
}

/** Two runs or cells on one page: what is claimed, the changes, both in the same charts, and where CPU time differs. */
export function comparisonPage(sides: Sides, compared: Compared, material: Material): string {
  const { charts, chartStyle, sections } = material;
  const { heading, paragraph, tables, caveats } = sectionOf(sides, compared, true);
  const [effects, ...overlaid] = charts;
  const name = `${sides.a.manifest.id}-${sides.b.manifest.id}`;
  return pageText({
    title: `${heading} – Wiretax`,
    name: `compare-${name}`,
    chartStyle,
    script: scriptOf([theme, downloads, values, flame, print]),
    scripts: sections.flatMap(({ scripts = [] }) => scripts),
    kept: { charts: Object.fromEntries(charts.map((chart) => [chart.id, chartSheet(chart)])) },
    body: html`${bar([
        ['changes', 'Changes'],
        ...(overlaid.length === 0 ? [] : [['charts', 'Charts'] as const]),
        ...sections.map(({ id, title }) => [id, title] as const),
        ['runs', 'What was compared'],
      ])}
      <main id="main" tabindex="-1">
        <header class="masthead">
          <p class="kicker">Wiretax · comparison</p>
          <h1>${heading}</h1>
          <p class="answer" id="answer">${paragraph}</p>
          ${cautions(caveats)}
        </header>
        <section id="changes" aria-labelledby="changes-title">
          <h2 id="changes-title">Changes</h2>
          ${effects === undefined ? '' : chartFigure(effects)} ${tables.map(figures)}
        </section>
        ${
          overlaid.length === 0
            ? ''
            : html`<section id="charts" aria-labelledby="charts-title">
                <h2 id="charts-title">Both in the same charts</h2>
                ${overlaid.map(chartFigure)}
              </section>`
        }
        ${sections.map(({ markup }) => markup)}
        <section id="runs" aria-labelledby="runs-title">
          <h2 id="runs-title">What was compared</h2>
          ${runs(sides)}
        </section>
      </main>
      <footer class="foot">
        <p>Made by Wiretax ${sides.b.manifest.wiretax}. One file, nothing is loaded.</p>
      </footer>`,
  });
}

/** Long tables are folded: the chart shows what is in them. */
function figures(table: SectionTable): Markup {
  if (table.lines.length <= mostLines) return sectionTables([table]);
  return html`<details class="more">
    <summary>${table.title}, ${String(table.lines.length)} lines</summary>
    ${sectionTables([table])}
  </details>`;
}

function cautions(caveats: readonly string[]): Markup | string {
  if (caveats.length === 0) return '';
  return html`<aside class="cautions" aria-label="What to be wary of">
    <ul>
      ${caveats.map((caveat) => html`<li>${caveat}.</li>`)}
    </ul>
  </aside>`;
}

function runs({ a, b, pairs }: Sides): Markup {
  const sides: readonly (readonly [name: string, of: Results])[] =
    a.directory === b.directory
      ? [['Both', a]]
      : [
          ['A', a],
          ['B', b],
        ];
  return html`<div class="sheets">
    ${sides.map(
      ([name, { manifest, directory }]) =>
        html`<div>
          <h3>${name}</h3>
          <dl class="sheet">
            ${facts([
              ['Run', manifest.id],
              ['Experiment', manifest.experiment.name],
              ['Began (UTC)', manifest.startedAt.slice(0, 16).replace('T', ' ')],
              ['Machine', manifest.machine.cpuModel ?? 'unknown CPU'],
              ['Kernel', manifest.machine.kernel],
              ['Node.js', manifest.machine.node],
              ['Wiretax', manifest.wiretax],
              ['Cells compared', String(pairs.length)],
              ['Folder', directory],
            ])}
          </dl>
        </div>`,
    )}
  </div>`;
}

function facts(all: readonly (readonly [name: string, value: string])[]): Markup {
  return html`${all.map(
    ([name, value]) =>
      html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`,
  )}`;
}
