import type { Results } from '@wiretax/core';
import {
  disturbanceNote,
  isStruck,
  plannedLaunches,
  runNotes,
  runReference,
  wasRun,
} from '@wiretax/core/record';
import { counted, whole } from '@wiretax/writing';
import type { Anchors } from './anchors.js';
import { html, type Markup, nothing } from '@wiretax/page';
import { headlines } from './headlines.js';

/** The title, the answer in a paragraph, and what must be known before anything is read. */
export function opening(results: Results, anchors: Anchors): Markup {
  const { manifest } = results;
  const { experiment, machine } = manifest;
  return html`<header class="masthead">
    <p class="kicker">Wiretax · what a remote call costs</p>
    <h1>${experiment.name}</h1>
    <p class="answer" id="answer">${headlines(results, anchors)} ${rested(results)}</p>
    <ul class="facts">
      ${[
        counted(results.rows.length, 'cell'),
        `${counted(plannedLaunches(results), 'launch', 'launches')} each`,
        counted(callsOf(results), 'call'),
        machine.cpuModel ?? 'unknown CPU',
        counted(machine.logicalCpus, 'CPU'),
        `Node ${machine.node}`,
        manifest.startedAt.slice(0, 10),
      ].map((fact) => html`<li>${fact}</li>`)}
    </ul>
    ${cautions(results)}
  </header>`;
}

function callsOf({ rows }: Results): number {
  return rows.reduce((sum, { calls }) => sum + calls, 0);
}

/** What the answer rests on. */
function rested({ rows }: Results): string {
  if (rows.length === 0) return '';
  const run = rows.filter(wasRun);
  const struck = run.filter(isStruck).length;
  const marked = run.filter((row) => !isStruck(row) && row.verdict !== 'valid').length;
  const valid = run.length - struck - marked;
  const parts = [
    `${whole(valid)} of ${counted(rows.length, 'row')} ${valid === 1 ? 'is' : 'are'} valid`,
    ...(marked === 0 ? [] : [`${whole(marked)} to be used with care`]),
    ...(struck === 0 ? [] : [`${whole(struck)} out of comparisons`]),
    ...(run.length === rows.length ? [] : [`${whole(rows.length - run.length)} not run`]),
  ];
  return `${parts.join(', ')}.`;
}

function cautions(results: Results): Markup {
  const { trials, planned, rows } = results;
  const launches = plannedLaunches(results);
  const failed = trials.filter(({ status }) => status === 'failed').length;
  const disturbed = disturbanceNote(results);
  const said: readonly string[] = [
    ...(disturbed === undefined ? [] : [disturbed]),
    ...(trials.length < planned
      ? [
          `Interrupted: ${whole(planned - trials.length)} of ${whole(planned)} launches are missing. ` +
            `wiretax run --resume ${runReference(results)} runs them.`,
        ]
      : []),
    ...(rows.length > 0 && launches === 1
      ? [
          'One launch of each cell: there are no intervals, and one launch often differs more from the next than rows do.',
        ]
      : []),
    ...(rows.length > 0 && launches === 2
      ? ['Two launches of each cell: there are no intervals, too few launches to claim that rows differ.']
      : []),
    ...(failed === 0 ? [] : [`${counted(failed, 'launch', 'launches')} failed; see Failures.`]),
    ...runNotes(results),
  ];
  if (said.length === 0) return nothing;
  return html`<aside class="cautions" aria-label="Before you read">
    <ul>
      ${said.map((text) => html`<li>${text}</li>`)}
    </ul>
  </aside>`;
}
