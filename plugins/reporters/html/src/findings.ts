import { type Finding, formatLevel, type Results } from '@wiretax/core';
import {
  caveatLegend,
  caveatMarks,
  caveatMeanings,
  type FindingGroup,
  findingGroups,
  tellsInterval,
} from '@wiretax/core/record';
import { counted } from '@wiretax/writing';
import type { Anchors } from './anchors.js';
import { inUnit } from './figures.js';
import { copyButton } from './copy-button.js';
import { html, type Markup, nothing, type Section } from '@wiretax/page';

const shownAtOnce = 4;
const linksAtOnce = 6;

export function findings(results: Results, tables: ReadonlyMap<string, Section>, anchors: Anchors): Markup {
  const groups = findingGroups(results);
  const body =
    groups.length === 0
      ? html`<p>There are no findings: the rows don't support any.</p>`
      : groups.map((each) => group(each, tables.get(each.name), anchors));
  return html`<section id="findings" aria-labelledby="findings-title">
    <h2 id="findings-title">All findings</h2>
    ${body} ${caveats(results.findings)}
  </section>`;
}

function group({ title, findings: of }: FindingGroup, tables: Section | undefined, anchors: Anchors): Markup {
  // Tables tell one by one what is a detail.
  const shown = of.filter(({ detail }) => detail !== true);
  const details = tables === undefined ? of.filter(({ detail }) => detail === true) : [];
  const atOnce = shown.slice(0, shownAtOnce);
  const rest = [...shown.slice(shownAtOnce), ...details].map((finding) => findingItem(finding, anchors));
  return html`<details class="analysis more">
    <summary>${title} <span class="count">${String(of.length)}</span></summary>
    <ul class="findings">
      ${atOnce.map((finding) => findingItem(finding, anchors))}
    </ul>
    ${
      rest.length === 0
        ? ''
        : html`<details class="more">
            <summary>${String(rest.length)} more</summary>
            <ul class="findings">
              ${rest}
            </ul>
          </details>`
    }
    ${tables === undefined ? '' : html`<p class="meta"><a href="#${tables.id}">Its tables</a></p>`}
  </details>`;
}

/** A sentence with its interval, the rows that it rests on, of which so many are shown, and a button that copies it. */
export function findingItem(finding: Finding, anchors: Anchors, atOnce = linksAtOnce): Markup {
  const { statement, cells } = finding;
  const links = cells.map((cell) => html`<li>${anchors.link(cell)}</li>`);
  const further = links.slice(atOnce);
  const interval = intervalOf(finding);
  return html`<li class="finding copied">
    <p class="text">${statement}${marks(finding)}</p>
    <div class="meta">
      ${interval === '' ? '' : html`<span class="interval">${interval}</span>`}
      ${
        links.length === 0 || atOnce === 0
          ? ''
          : html`<ul class="rows" aria-label="Rows">
              ${links.slice(0, atOnce)}
            </ul>`
      }
      ${
        further.length === 0
          ? ''
          : html`<details class="inline">
              <summary>
                ${atOnce === 0 ? counted(further.length, 'row') : `and ${counted(further.length, 'more row')}`}
              </summary>
              <ul class="rows">
                ${further}
              </ul>
            </details>`
      }
      ${copyButton('this finding')}
    </div>
  </li>`;
}

/** What must be kept in mind with it: a mark each, which `caveats` explains. */
function marks({ caveats = [] }: Finding): readonly Markup[] {
  return caveats.map(({ kind }) => html` <abbr title="${caveatMeanings[kind]}">${caveatMarks[kind]}</abbr>`);
}

/** The legend of the marks that these findings have. */
export function caveats(findings: readonly Finding[]): Markup {
  const legend = caveatLegend(findings);
  if (legend.length === 0) return nothing;
  return html`<ul class="legend">
    ${legend.map(({ mark, meaning }) => html`<li><b>${mark}</b> ${meaning}</li>`)}
  </ul>`;
}

/** In the unit of the headline number. Empty where the statement says it itself. */
function intervalOf(finding: Finding): string {
  const { interval, numbers } = finding;
  if (interval === undefined || tellsInterval(finding)) return '';
  const { low, high, level } = interval;
  const [key = ''] = Object.keys(numbers);
  return `${formatLevel(level)} interval: ${inUnit(key, low)} to ${inUnit(key, high)}`;
}
