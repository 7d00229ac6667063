import type { Anchors } from './anchors.js';
import { chartFigure, type Drawn, html, type Section } from '@wiretax/page';

/** What garbage collections have to do with the slowest calls of a cell, in a sentence. */
export interface Overlaid {
  readonly cell: string;
  readonly statement: string;
}

export const overlayChart = 'gc-overlay';

export function collections(drawn: Drawn, overlaid: readonly Overlaid[], anchors: Anchors): Section {
  return {
    id: 'collections',
    title: 'Garbage collection',
    markup: html`<section id="collections" aria-labelledby="collections-title">
      <h2 id="collections-title">Garbage collection over latency</h2>
      ${chartFigure(drawn)}
      <div class="scroll" tabindex="0" role="region" aria-labelledby="collections-caption">
        <table class="wide">
          <caption id="collections-caption">
            Whether the slowest moments of a launch met a collection
          </caption>
          <thead>
            <tr>
              <th scope="col">Cell</th>
              <th scope="col">In its first launch</th>
            </tr>
          </thead>
          <tbody>
            ${overlaid.map(
              ({ cell, statement }) =>
                html`<tr>
                  <th scope="row">${anchors.link(cell)}</th>
                  <td>${statement}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`,
  };
}
