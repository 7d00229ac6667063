import type { Drawn, Markup } from '@wiretax/page';
import { bar, chartFigure, chartSheet, html, pageText } from '@wiretax/page';
import { downloads, print, scriptOf, theme, values } from '@wiretax/page/script';
import { counted, duration, none } from '@wiretax/writing';
import type { Figure, TrendPoint } from '../cell-trend.js';
import { figureName, figureText, percent } from '../history-text.js';
import type { BrokenRun } from '../stored-runs.js';
import { changeSentence } from './change-sentence.js';

export interface TrendMaterial {
  readonly cell: string;
  readonly figure: Figure;
  readonly broken: readonly BrokenRun[];
  /** None where fewer than two runs have the figure. */
  readonly chart: Drawn | undefined;
  readonly chartStyle: string;
}

/** One cell over runs on one page: how it stands, its curve, and each run with what changed. */
export function trendPage(points: readonly TrendPoint[], material: TrendMaterial): string {
  const { cell, figure, broken, chart, chartStyle } = material;
  return pageText({
    title: `${cell}, ${figureName(figure)} over runs – Wiretax`,
    name: `history-${cell}-${figure}`,
    chartStyle,
    script: scriptOf([theme, downloads, values, print]),
    scripts: [],
    kept: { charts: chart === undefined ? {} : { [chart.id]: chartSheet(chart) } },
    body: html`${bar([...(chart === undefined ? [] : [['trend', 'Curve'] as const]), ['runs', 'Runs']])}
      <main id="main" tabindex="-1">
        <header class="masthead">
          <p class="kicker">Wiretax · history</p>
          <h1>${cell}</h1>
          <p class="answer" id="answer">${changeSentence(points, figure)}</p>
          ${unread(broken)}
        </header>
        ${
          chart === undefined
            ? ''
            : html`<section id="trend" aria-labelledby="trend-title">
                <h2 id="trend-title">Over runs</h2>
                ${chartFigure(chart)}
              </section>`
        }
        <section id="runs" aria-labelledby="runs-title">
          <h2 id="runs-title">Runs</h2>
          ${runTable(points, figure)}
        </section>
      </main>
      <footer class="foot"><p>Made by Wiretax. One file, nothing is loaded.</p></footer>`,
  });
}

function unread(broken: readonly BrokenRun[]): Markup | string {
  if (broken.length === 0) return '';
  return html`<aside class="cautions" aria-label="What to be wary of">
    <ul>
      ${broken.map(({ id, reason }) => html`<li>${id} can't be read: ${reason}.</li>`)}
    </ul>
  </aside>`;
}

/** The newest first, as that is asked about. */
function runTable(points: readonly TrendPoint[], figure: Figure): Markup {
  const heads = [figureName(figure), 'interval', 'launches', 'against the run before', 'against the median'];
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="runs-caption">
    <table class="wide">
      <caption id="runs-caption">
        ${counted(points.length, 'run has', 'runs have')} this cell, the newest first; the median is that of
        all earlier runs
      </caption>
      <thead>
        <tr>
          <th scope="col">Run</th>
          ${heads.map((name) => html`<th scope="col" class="n">${name}</th>`)}
          <th scope="col" class="n">wake-ups</th>
          <th scope="col">What was otherwise than in the run before</th>
        </tr>
      </thead>
      <tbody>
        ${points.toReversed().map((point) => runLine(point, figure))}
      </tbody>
    </table>
  </div>`;
}

function runLine(point: TrendPoint, figure: Figure): Markup {
  const { interval, againstBefore, againstMedian, verdict } = point;
  const text = (value: number | null): string => figureText(value, figure);
  const apart = { overlap: 'intervals overlap', apart: 'intervals apart', unknown: 'no interval' };
  return html`<tr>
    <th scope="row">
      ${point.name} <span class="count">${point.startedAt.slice(0, 16).replace('T', ' ')}</span><br /><span
        class="count"
        >${point.run}</span
      >
    </th>
    <td class="n">
      ${text(point.value)}${verdict === null || verdict === 'valid' ? '' : html`<br /><span class="count">${verdict}</span>`}
    </td>
    <td class="n">${interval === null ? none : `${text(interval.low)} to ${text(interval.high)}`}</td>
    <td class="n">${point.launches}</td>
    <td class="n">
      ${againstBefore === null ? none : html`${percent(againstBefore.change)}<br /><span class="count">${apart[againstBefore.intervals]}</span>`}
    </td>
    <td class="n">${againstMedian === null ? none : percent(againstMedian)}</td>
    <td class="n">${duration(point.wakeNs)}</td>
    <td>
      ${
        point.notes.length === 0
          ? none
          : html`<ul class="notes">
              ${point.notes.map((note) => html`<li>${note}</li>`)}
            </ul>`
      }
    </td>
  </tr>`;
}
