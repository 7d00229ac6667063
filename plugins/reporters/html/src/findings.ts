import { type Finding, formatLevel } from '@wiretax/core';
import type { Anchors } from './anchors.js';
import { inUnit } from './figures.js';
import { html, type Markup } from './markup.js';

/** Analyses in the order in which a reader asks; those of strangers follow. */
const analyses: readonly (readonly [prefix: string, title: string])[] = [
  ['advice', 'What to choose'],
  ['launches', 'Launches of two kinds'],
  ['stalls', 'Pauses'],
  ['crossover', 'Where one overtakes another'],
  ['knee', 'Where it stops scaling'],
  ['inversion', 'Fast on average, worst in the tail'],
  ['tail', 'Tail amplification'],
  ['zones', 'Zones over size'],
  ['flow-cost', 'What flow control costs'],
  ['explain', 'Where the time goes'],
  ['scaling', 'What grows with concurrency'],
  ['usl', 'Scalability law'],
  ['steps', 'Steps in counters'],
  ['drift', 'Drift over the run'],
  ['littles-law', 'Check of the accounting'],
  ['replication', 'Beside the reference study'],
];

const shownAtOnce = 4;
const linksAtOnce = 6;

export function findings(found: readonly Finding[], anchors: Anchors): Markup {
  const body =
    found.length === 0
      ? html`<p>There are no findings: the rows don't support any.</p>`
      : grouped(found).map(({ key, title, of }) => group(key, title, of, anchors));
  return html`<section id="findings" aria-labelledby="findings-title">
    <h2 id="findings-title">Findings</h2>
    ${body}
  </section>`;
}

interface Group {
  readonly key: string;
  readonly title: string;
  readonly of: readonly Finding[];
}

function grouped(found: readonly Finding[]): readonly Group[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of found) {
    const [prefix = ''] = finding.id.split('.');
    groups.set(prefix, [...(groups.get(prefix) ?? []), finding]);
  }
  const rank = (prefix: string): number => {
    const place = analyses.findIndex(([known]) => known === prefix);
    return place === -1 ? analyses.length : place;
  };
  return [...groups]
    .toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([prefix, of]) => ({ key: prefix, title: analyses[rank(prefix)]?.[1] ?? prefix, of }));
}

function group(key: string, title: string, of: readonly Finding[], anchors: Anchors): Markup {
  // The claims one by one stand in a table of their own.
  const listed = key === 'replication' ? of.filter(({ id }) => id === 'replication.summary') : of;
  const items = listed.map((finding) => item(finding, anchors));
  const rest = items.slice(shownAtOnce);
  return html`<section class="analysis">
    <h3>${title} <span class="count">${String(of.length)}</span></h3>
    <ul class="findings">
      ${items.slice(0, shownAtOnce)}
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
    ${key === 'replication' ? html`<p class="meta"><a href="#replication">The claims one by one</a></p>` : ''}
  </section>`;
}

function item(finding: Finding, anchors: Anchors): Markup {
  const { statement, cells } = finding;
  const links = cells.map((cell) => html`<li>${anchors.link(cell)}</li>`);
  const further = links.slice(linksAtOnce);
  const interval = intervalOf(finding);
  return html`<li class="finding">
    <p>${statement}</p>
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
function intervalOf({ interval, numbers, statement }: Finding): string {
  if (interval === undefined || /\binterval\b/i.test(statement)) return '';
  const { low, high, level } = interval;
  const [key = ''] = Object.keys(numbers);
  return `${formatLevel(level)} interval: ${inUnit(key, low)} to ${inUnit(key, high)}`;
}
