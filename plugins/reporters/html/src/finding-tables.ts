import type { FindingTable, Results } from '@wiretax/core';
import { type FindingGroup, findingGroups } from '@wiretax/core/record';
import { none } from '@wiretax/writing';
import type { Anchors } from './anchors.js';
import { html, type Markup, type Section, trusted } from '@wiretax/page';

/** A section for each analysis whose findings bring tables, with its id by the name of the analysis. */
export function tableSections(results: Results, anchors: Anchors): ReadonlyMap<string, Section> {
  const groups = findingGroups(results).filter((group) => tablesOf(group).length > 0);
  return new Map(
    groups.map((group, index) => [group.name, section(group, `tables-${String(index + 1)}`, anchors)]),
  );
}

function tablesOf({ findings }: FindingGroup): readonly FindingTable[] {
  return findings.flatMap(({ tables = [] }) => tables);
}

function section(group: FindingGroup, id: string, anchors: Anchors): Section {
  const { title } = group;
  const [first, ...others] = tablesOf(group).map((table, index) =>
    tableOf(table, `${id}-${String(index + 1)}`, anchors),
  );
  return {
    id,
    title,
    markup: html`<section id="${id}" aria-labelledby="${id}-title">
      <h2 id="${id}-title">${title}</h2>
      ${first?.body ?? ''}
      ${others.map(
        (each) =>
          html`<details>
            <summary>${each.title}</summary>
            ${each.body}
          </details>`,
      )}
    </section>`,
  };
}

interface Shown {
  readonly title: string;
  readonly body: Markup;
}

/** Longer texts are wrapped. */
const longestOnOneLine = 50;

function tableOf({ title, note, columns, rows }: FindingTable, id: string, anchors: Anchors): Shown {
  const isWide = rows.flat().some((entry) => typeof entry === 'string' && entry.length > longestOnOneLine);
  const side = (index: number): Markup | '' =>
    columns[index]?.align === 'right' ? trusted(' class="n"') : '';
  const body = html`${note === undefined ? '' : html`<p class="meta">${note}</p>`}
    <div class="scroll" tabindex="0" role="region" aria-labelledby="${id}">
      <table class="${isWide ? 'wide' : 'plain'}">
        <caption id="${id}">
          ${title}
        </caption>
        <thead>
          <tr>
            ${columns.map((column, index) => html`<th scope="col" ${side(index)}>${column.title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                ${row.map((entry, index) =>
                  isWide && index === 0
                    ? html`<th scope="row">${entryOf(entry, anchors)}</th>`
                    : html`<td${side(index)}>${entryOf(entry, anchors)}</td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  return { title, body };
}

/** What is none of the three that may stand there is none. */
function entryOf(entry: FindingTable['rows'][number][number], anchors: Anchors): Markup | string {
  if (typeof entry === 'string') return entry;
  const cells: unknown = entry?.cells;
  if (!Array.isArray(cells)) return none;
  const links = cells.map((cell) => anchors.link(String(cell)));
  const [only = none] = links;
  if (links.length < 2) return only;
  return html`<details class="inline">
    <summary>${String(links.length)} rows</summary>
    <ul class="rows">
      ${links.map((link) => html`<li>${link}</li>`)}
    </ul>
  </details>`;
}
