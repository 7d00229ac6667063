import type { Results } from '@wiretax/core';
import { axisValue } from '@wiretax/core/record';
import { figure, latencyDuration } from '@wiretax/writing';
import { html, type Markup } from '@wiretax/page';

/** What the harness does without a network: no row can be better than this, and none should come close. */
export function ceiling({ controls }: Results): Markup {
  if (controls.length === 0) return html``;
  return html`<details>
    <summary>The ceiling of the harness, ${String(controls.length)} rows of the null transport</summary>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="ceiling-caption">
      <table class="plain">
        <caption id="ceiling-caption">
          The same calls in one process and without a network; not part of any comparison
        </caption>
        <thead>
          <tr>
            <th scope="col">cell</th>
            <th scope="col">codec</th>
            <th scope="col" class="n">calls/s</th>
            <th scope="col" class="n">P50</th>
            <th scope="col" class="n">P99</th>
          </tr>
        </thead>
        <tbody>
          ${controls.map(
            ({ cell, throughput, response }) =>
              html`<tr>
                <th scope="row">${cell.id}</th>
                <td>${axisValue(cell, 'codec')}</td>
                <td class="n">${figure(throughput)}</td>
                <td class="n">${latencyDuration(response, 'p50')}</td>
                <td class="n">${latencyDuration(response, 'p99')}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
