import { type Finding, formatLevel, type Results } from '@wiretax/core';
import {
  caveatLegend,
  type FindingGroup,
  findingGroups,
  markedStatement,
  tellsInterval,
} from '@wiretax/core/record';
import type { Anchors } from './anchors.js';
import { inUnit } from './figures.js';
import { html, type Markup, type Section } from '@wiretax/page';

const shownAtOnce = 4;
const linksAtOnce = 6;

export function findings(results: Results, tables: ReadonlyMap<string, Section>, anchors: Anchors): Markup {
  const groups = findingGroups(results);
  const body =
    groups.length === 0
      ? html`<p>There are no findings: the rows don't support any.</p>`
      : groups.map((each) => group(each, tables.get(each.name), anchors));
  return html`<section id="findings" aria-labelledby="findings-title">
    <h2 id="findings-title">Findings</h2>
    ${body}
    ${caveatLegend(results.findings).map(({ mark, meaning }) => html`<p class="meta">${mark} ${meaning}</p>`)}
  </section>`;
}

function group({ title, findings: of }: FindingGroup, tables: Section | undefined, anchors: Anchors): Markup {
  // Tables tell one by one what is a detail.
  const shown = of.filter(({ detail }) => detail !== true);
  const details = tables === undefined ? of.filter(({ detail }) => detail === true) : [];
  const atOnce = shown.slice(0, shownAtOnce);
  const rest = [...shown.slice(shownAtOnce), ...details].map((finding) => item(finding, anchors));
  return html`<section class="analysis">
    <h3>${title} <span class="count">${String(of.length)}</span></h3>
    <ul class="findings">
      ${atOnce.map((finding) => item(finding, anchors))}
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
  </section>`;
}

function item(finding: Finding, anchors: Anchors): Markup {
  const { cells } = finding;
  const links = cells.map((cell) => html`<li>${anchors.link(cell)}</li>`);
  const further = links.slice(linksAtOnce);
  const interval = intervalOf(finding);
  return html`<li class="finding">
    <p>${markedStatement(finding)}</p>
    <div class="meta">
      ${interval === '' ? '' : html`<span class="interval">${interval}</span>`}
      ${
        links.length === 0
          ? ''
          : html`<ul class="rows" aria-label="Rows">
              ${links.slice(0, linksAtOnce)}
            </ul>`
      }
      ${
        further.length === 0
          ? ''
          : html`<details class="inline">
              <summary>and ${String(further.length)} more rows</summary>
              <ul class="rows">
                ${further}
              </ul>
            </details>`
      }
    </div>
  </li>`;
}

/** In the unit of the headline number. Empty where the statement says it itself. */
function intervalOf(finding: Finding): string {
  const { interval, numbers } = finding;
  if (interval === undefined || tellsInterval(finding)) return '';
  const { low, high, level } = interval;
  const [key = ''] = Object.keys(numbers);
  return `${formatLevel(level)} interval: ${inUnit(key, low)} to ${inUnit(key, high)}`;
}
