import type { Results } from '@wiretax/core';
import { remarks } from '@wiretax/core/record';
import { counted, whole } from '@wiretax/writing';
import { html, lineEnd, type Markup, nothing } from '@wiretax/page';

const most = 50;

/** What of the stored files could not be used; launches that broke off, with what their peers said last; then what was noted in the others. */
export function failures({ trials, damage = [] }: Results): Markup {
  const failed = trials.filter(({ error }) => error !== undefined);
  const noted = remarks(trials);
  if (failed.length + noted.length + damage.length === 0) return nothing;
  return html`<section id="failures" aria-labelledby="failures-title">
    <h2 id="failures-title">${failed.length === 0 ? 'Notes' : 'Failures and notes'}</h2>
    ${
      damage.length === 0
        ? ''
        : html`<ul class="notes">
            ${damage.map((sentence) => html`<li>${sentence}</li>`)}
          </ul>`
    }
    ${failed.slice(0, most).map(({ cell, trial, error }) =>
      error === undefined
        ? ''
        : html`<details class="failure">
            <summary>
              <strong>${cell}, launch ${whole(trial)}</strong>, in ${error.phase}: ${error.message}
              (${error.code})
            </summary>
            ${
              (error.log ?? []).length === 0
                ? html`<p>Its peers said nothing.</p>`
                : html`<pre tabindex="0"><code>${(error.log ?? []).map((line) => [
                    line,
                    lineEnd,
                  ])}</code></pre>`
            }
          </details>`,
    )}
    ${failed.length > most ? html`<p>${counted(failed.length - most, 'further failed launch', 'further failed launches')}: see trials.jsonl.</p>` : ''}
    ${
      noted.length === 0
        ? ''
        : html`<ul class="notes">
            ${noted.slice(0, most).map(({ text, trials: count }) => html`<li>${text} <span class="count">${whole(count)} of ${whole(trials.length)} launches</span></li>`)}
          </ul>`
    }
    ${noted.length > most ? html`<p>${counted(noted.length - most, 'further note')}: see trials.jsonl.</p>` : ''}
  </section>`;
}
