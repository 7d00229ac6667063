import { figure, none } from '@wiretax/writing';
import { html, type Markup, trusted } from './markup.js';
import type { Sheet } from './script/downloads.js';

/** A chart with its picture. */
export interface Drawn {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly data: readonly Readonly<Record<string, string | number | null>>[];
  readonly svg: string;
}

/** More lines than this are filled in when the table is opened. */
const mostLines = 40;

/** A chart with its caption, what saves it, and its numbers. Styles stand in each SVG; one is enough for a page. */
export function chartFigure({ id, title, caption, data, svg }: Drawn): Markup {
  const columns = columnsOf(data);
  const whole = data.length <= mostLines;
  return html`<figure class="chart" id="chart-${id}" aria-labelledby="chart-${id}-title">
    <h3 id="chart-${id}-title">${title}</h3>
    <div class="picture scroll" tabindex="0" role="region" aria-label="${title}, picture">
      ${trusted(inPage(svg))}
    </div>
    <figcaption>${caption}</figcaption>
    <div class="tools" hidden>
      <button type="button" data-svg="${id}">Save as SVG</button>
      <button type="button" data-csv="${id}">Save data as CSV</button>
    </div>
    <details class="data" data-chart="${id}" ${trusted(whole ? '' : ' data-partial="true"')}>
      <summary>The numbers (${String(data.length)} ${data.length === 1 ? 'line' : 'lines'})</summary>
      <div class="scroll" tabindex="0" role="region" aria-label="${title}, numbers">
        <table class="plain">
          <caption>
            ${title}: what is
            drawn${whole ? '' : html`<span class="partial">; the first ${String(mostLines)} lines</span>`}
          </caption>
          <thead>
            <tr>
              ${columns.map((column) => html`<th scope="col">${column}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${data.slice(0, mostLines).map(
              (datum) =>
                html`<tr>
                  ${columns.map((column) => html`<td>${shown(datum[column])}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>
  </figure>`;
}

/** What is drawn, line by line. */
export function chartSheet({ data }: Pick<Drawn, 'data'>): Sheet {
  const columns = columnsOf(data);
  return { columns, lines: data.map((datum) => columns.map((column) => datum[column] ?? null)) };
}

function columnsOf(data: Drawn['data']): readonly string[] {
  return [...new Set(data.flatMap((datum) => Object.keys(datum)))];
}

function shown(value: unknown): string {
  if (typeof value === 'number') return figure(value);
  return typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : none;
}

/** Styles stand once in the page; what is drawn is told by the picture's own title and description, so its parts need no roles. */
function inPage(svg: string): string {
  const [root = ''] = /^[^>]*>/.exec(svg) ?? [];
  const body = svg.slice(root.length).replace(/<style>[\s\S]*?<\/style>/, '');
  return root + body.replace(/ (?:role|aria-[a-z]+)="[^"]*"/g, '');
}
