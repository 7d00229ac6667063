import type { SectionTable } from '@wiretax/writing';
import { html, type Markup } from './markup.js';

/** Tables of texts: the first column stands left, the others right. */
export function sectionTables(tables: readonly SectionTable[]): Markup {
  return html`${tables.map(
    ({ title, head, lines }) =>
      html`<div class="scroll" tabindex="0" role="region" aria-label="${title}">
        <table class="plain">
          <caption>
            ${title}
          </caption>
          <thead>
            <tr>
              ${head.map((name, column) => cell(name, column, 'col'))}
            </tr>
          </thead>
          <tbody>
            ${lines.map(
              (line) =>
                html`<tr>
                  ${line.map((text, column) => cell(text, column, 'row'))}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
  )}`;
}

function cell(text: string, column: number, scope: 'col' | 'row'): Markup {
  if (text === '') return column === 0 ? html`<td></td>` : html`<td class="n"></td>`;
  if (column === 0) return html`<th scope="${scope}">${text}</th>`;
  return scope === 'col' ? html`<th scope="col" class="n">${text}</th>` : html`<td class="n">${text}</td>`;
}
