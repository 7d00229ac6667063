import type { Results } from '@wiretax/core';
import { disturbanceNote, plannedLaunches, runNotes, runReference } from '@wiretax/core/record';
import { counted, whole } from '@wiretax/writing';
import { html, type Markup, nothing } from '@wiretax/page';

/** What must be known of the run before its figures are used: the gravest at once, the rest folded. */
export function cautions(results: Results, program: string): Markup {
  const [first, ...others] = [...grave(results, program), ...light(results)];
  if (first === undefined) return nothing;
  return html`<aside class="cautions" aria-label="Before you read">
    <p>${first}</p>
    ${
      others.length === 0
        ? nothing
        : html`<details class="more">
            <summary>${String(others.length)} more</summary>
            <ul>
              ${others.map((text) => html`<li>${text}</li>`)}
            </ul>
          </details>`
    }
  </aside>`;
}

function grave(results: Results, program: string): readonly string[] {
  const { trials, planned } = results;
  const failed = trials.filter(({ status }) => status === 'failed').length;
  const disturbed = disturbanceNote(results);
  return [
    ...(disturbed === undefined ? [] : [disturbed]),
    ...(trials.length < planned
      ? [
          `Interrupted: ${whole(planned - trials.length)} of ${whole(planned)} launches are missing. ` +
            `${program} run --resume ${runReference(results)} runs them.`,
        ]
      : []),
    ...(failed === 0 ? [] : [`${counted(failed, 'launch', 'launches')} failed; see Failures.`]),
  ];
}

function light(results: Results): readonly string[] {
  const launches = results.rows.length === 0 ? 0 : plannedLaunches(results);
  return [
    ...(launches === 1
      ? [
          'One launch of each cell: there are no intervals, and one launch often differs more from the next than rows do.',
        ]
      : []),
    ...(launches === 2
      ? ['Two launches of each cell: there are no intervals, too few launches to claim that rows differ.']
      : []),
    ...runNotes(results),
  ];
}
