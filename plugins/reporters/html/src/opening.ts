import type { Results } from '@wiretax/core';
import type { Anchors } from './anchors.js';
import { cards } from './cards.js';
import { cautions } from './cautions.js';
import { checks } from './checks.js';
import { capitalised } from './figures.js';
import { headline } from './headlines.js';
import { html, type Markup, nothing, trusted } from '@wiretax/page';
import { layersOf, matrices } from './matrix.js';
import type { RankedPlaces, Ranking } from './ranking.js';
import { status } from './status.js';
import { axesOf, titleOf } from './title.js';
import { why } from './why.js';

/** What is seen first: whether to believe it, the answer, who leads where, why, and what else was decided. */
export function opening(results: Results, ranking: Ranking, anchors: Anchors, program: string): Markup {
  const { manifest, rows } = results;
  const title = titleOf(results);
  const axes = axesOf(rows);
  return html`<header class="masthead">
      <p class="kicker">
        Wiretax · what a remote call costs · ${manifest.startedAt.slice(0, 16).replace('T', ' ')} UTC ·
        ${manifest.id}
      </p>
      <div class="name">
        <h1>${title}</h1>
        ${axes === '' || axes === title ? nothing : html`<p class="axes">${axes}</p>`}
      </div>
      ${status(results, program)} ${checks(results.checks, anchors)} ${cautions(results, program)}
    </header>
    <div class="first">
      <section class="lead" id="answer" aria-labelledby="answer-title">
        <div class="heading">
          <h2 id="answer-title">Who leads</h2>
          ${figureSwitch(ranking)}
        </div>
        ${ranking.figures.map((ranked) => html`<div data-figure="${ranked.figure.key}">${headline(results, ranking, ranked, anchors)}</div>`)}
      </section>
      ${
        rows.length === 0
          ? nothing
          : html`<div class="pair">
              <section class="who" aria-labelledby="who-title">
                <h2 id="who-title">Where</h2>
                ${layerChoice(ranking)}
                ${ranking.figures.map((ranked) => html`<div data-figure="${ranked.figure.key}">${matrices(ranking, ranked)}</div>`)}
              </section>
              ${why(results, ranking, { anchors, program })}
            </div>`
      }
      ${cards(results, anchors)}
    </div>`;
}

/** Works without scripts: what is of another figure isn't displayed. */
function figureSwitch({ figures }: Ranking): Markup {
  const [first] = figures;
  if (first === undefined) return nothing;
  return html`<fieldset class="switch">
      <legend class="unseen">By which figure</legend>
      ${figures.map(
        (ranked) =>
          html`<label
            ><input
              type="radio"
              name="figure"
              value="${ranked.figure.key}"
              autocomplete="off"
              ${trusted(ranked === first ? 'checked' : '')}
            />
            <span>${capitalised(ranked.figure.title)}</span></label
          >`,
      )}
    </fieldset>
    ${trusted(`<style>${figures.map(onlyFigure).join('')}</style>`)}
    ${trusted('<noscript><style>.why .panel[hidden]{display:block!important}</style></noscript>')}`;
}

function onlyFigure({ figure: { key } }: RankedPlaces): string {
  return `main:has(input[value="${key}"]:checked) [data-figure]:not([data-figure="${key}"]){display:none}`;
}

/** Where there are further axes than a matrix has; without scripts all are shown. */
function layerChoice({ places }: Ranking): Markup {
  const layers = layersOf(places);
  if (layers.length < 2) return nothing;
  return html`<label class="layers" hidden
    >At
    <select id="layer" autocomplete="off">
      ${layers.map((layer) => html`<option>${layer}</option>`)}
    </select></label
  >`;
}
