import type { Anchors } from './anchors.js';
import { bytes, duration, figure, none, percent } from './figures.js';
import { html, type Markup } from './markup.js';
import type { Section } from './section.js';

/** A finding of the reference study beside this run, as the replication plugin gives it. */
export interface Claim {
  readonly claim: string;
  readonly source: string;
  readonly study: string;
  readonly here: string;
  readonly outcome: 'confirmed' | 'not-confirmed' | 'cannot-tell';
  readonly why: string;
  readonly cells: readonly string[];
}

/** A published table with the run's figures in it. */
export interface Table {
  readonly title: string;
  readonly section: string;
  readonly note?: string;
  readonly lines: readonly {
    readonly published: {
      readonly protocol: string;
      readonly bytes: number;
      readonly clients: number;
      readonly limit?: number;
      readonly measure: string;
      readonly value: number;
      readonly unit: string;
    };
    readonly here: number | null;
    readonly cell: string | null;
  }[];
}

const outcomes = {
  confirmed: ['✓', 'confirmed'],
  'not-confirmed': ['✕', 'not confirmed'],
  'cannot-tell': ['?', "can't be told"],
} as const;

export function replication(
  claims: readonly Claim[],
  tables: readonly Table[],
  { title, design }: { readonly title: string; readonly design: string },
  anchors: Anchors,
): Section {
  return {
    id: 'replication',
    title: 'Reference study',
    markup: html`<section id="replication" aria-labelledby="replication-title">
      <h2 id="replication-title">Beside the reference study</h2>
      <p>
        ${title}; ${design}. A claim is confirmed, or not, only where the interval of this run decides it.
      </p>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="claims-caption">
        <table class="wide">
          <caption id="claims-caption">
            Its claims, and what this run says of them
          </caption>
          <thead>
            <tr>
              <th scope="col">Claim</th>
              <th scope="col">Here</th>
              <th scope="col">Study</th>
              <th scope="col">This run</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            ${claims.map((claim) => line(claim, anchors))}
          </tbody>
        </table>
      </div>
      ${
        tables.length === 0
          ? ''
          : html`<h3>Its tables, with this run's figures</h3>
              ${tables.map((table) => beside(table, anchors))}`
      }
    </section>`,
  };
}

function line({ claim, source, study, here, outcome, why, cells }: Claim, anchors: Anchors): Markup {
  const [mark, word] = outcomes[outcome];
  return html`<tr>
    <th scope="row">${claim} <small>${source}</small></th>
    <td>
      <span class="badge ${outcome}"><span aria-hidden="true">${mark}</span> ${word}</span>
    </td>
    <td>${study}</td>
    <td>${here}</td>
    <td>
      ${why}${
        cells.length === 0
          ? ''
          : html`<details class="inline">
              <summary>${String(cells.length)} ${cells.length === 1 ? 'row' : 'rows'}</summary>
              <ul class="rows">
                ${cells.map((cell) => html`<li>${anchors.link(cell)}</li>`)}
              </ul>
            </details>`
      }
    </td>
  </tr>`;
}

function beside({ title, section, note, lines }: Table, anchors: Anchors): Markup {
  const known = lines.filter(({ here }) => here !== null);
  return html`<details>
    <summary>
      ${title} (${section}): ${String(known.length)} of ${String(lines.length)} figures are here
    </summary>
    ${note === undefined ? '' : html`<p class="meta">Note: ${note}.</p>`}
    <div class="scroll" tabindex="0" role="region" aria-label="${title}">
      <table class="plain">
        <caption>
          ${title}
        </caption>
        <thead>
          <tr>
            <th scope="col">protocol</th>
            <th scope="col" class="n">size</th>
            <th scope="col" class="n">clients</th>
            <th scope="col">figure</th>
            <th scope="col" class="n">study</th>
            <th scope="col" class="n">here</th>
            <th scope="col" class="n">here over study</th>
            <th scope="col">row</th>
          </tr>
        </thead>
        <tbody>
          ${lines.map(
            ({ published: of, here, cell }) =>
              html`<tr>
                <td>
                  ${of.protocol}${of.limit === undefined ? '' : `, at most ${String(of.limit)} in flight`}
                </td>
                <td class="n">${bytes(of.bytes)}</td>
                <td class="n">${String(of.clients)}</td>
                <td>${of.measure}</td>
                <td class="n">${inUnit(of.value, of.unit)}</td>
                <td class="n">${inUnit(here, of.unit)}</td>
                <td class="n">${here === null || of.value === 0 ? none : figure(here / of.value)}</td>
                <td>${cell === null ? none : anchors.link(cell)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

function inUnit(value: number | null, unit: string): string {
  if (value === null) return none;
  if (unit === 'ns') return duration(value);
  return unit === 'ratio' && value <= 1 ? percent(value) : figure(value);
}
