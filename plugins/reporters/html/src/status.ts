import type { Results } from '@wiretax/core';
import { disturbanceNote, fitnessOf, isStruck, plannedLaunches, wasRun } from '@wiretax/core/record';
import { fewestLaunches } from '@wiretax/statistics';
import { counted, whole } from '@wiretax/writing';
import { again } from './again.js';
import { checksTold } from './checks.js';
import { command } from './copy-button.js';
import { html, type Markup } from '@wiretax/page';

interface Item {
  readonly text: string;
  readonly tone: 'good' | 'care' | 'bad' | 'neutral';
  /** Where more of it stands. */
  readonly link?: string;
  /** A sentence more. */
  readonly title?: string;
}

/** Whether to believe the run, in one line, and the command that makes it again. */
export function status(results: Results, program: string): Markup {
  const items = [
    machineState(results),
    ...demanded(results),
    validRows(results),
    launches(results),
    ...failed(results),
    machine(results),
  ];
  return html`<div class="strip">
    <ul class="status" aria-label="Whether to believe it">
      ${items.map(
        ({ text, tone, link, title }) =>
          html`<li class="${tone}" ${title === undefined ? '' : html`title="${title}"`}>
            ${link === undefined ? text : html`<a href="#${link}">${text}</a>`}
          </li>`,
      )}
    </ul>
    ${command(again(results, program), 'the command that runs it again')}
  </div>`;
}

function machineState(results: Results): Item {
  const disturbed = disturbanceNote(results);
  if (disturbed !== undefined) {
    const rows = results.rows.filter(({ verdicts }) => verdicts.includes('disturbed')).length;
    return {
      text: `↯ disturbed: ${counted(rows, 'row')} struck`,
      tone: 'bad',
      link: 'results',
      title: disturbed,
    };
  }
  const { conditions, machine: facts } = results.manifest;
  const busy = (conditions ?? []).flatMap((each) =>
    fitnessOf(facts, each).filter(({ subject, remedy }) => remedy !== undefined && subject !== 'governor'),
  );
  if (busy.length === 0)
    return isTold(results)
      ? { text: '✓ machine quiet', tone: 'good' }
      : { text: 'not told whether the machine was quiet', tone: 'care' };
  const title = busy.map(({ subject, detail }) => `${subject} ${detail}`).join('; ');
  return { text: '◐ machine was busy at the start', tone: 'care', link: 'manifest', title };
}

/** Whether peers told what kept them from running: those of 0.1.0 and of other systems don't. */
function isTold({ trials }: Results): boolean {
  return trials.some(({ measured }) =>
    Object.values(measured?.peers ?? {}).some(({ interference }) => interference !== undefined),
  );
}

function demanded({ checks }: Results): readonly Item[] {
  const told = checksTold(checks);
  return told === undefined ? [{ text: 'no thresholds', tone: 'neutral' }] : [{ ...told, link: 'checks' }];
}

function validRows({ rows }: Results): Item {
  const run = rows.filter(wasRun);
  const struck = run.filter(isStruck).length;
  const valid = run.filter(({ verdict }) => verdict === 'valid').length;
  const marked = run.length - struck - valid;
  const parts = [
    ...(marked === 0 ? [] : [`${whole(marked)} with care`]),
    ...(struck === 0 ? [] : [`${whole(struck)} struck`]),
    ...(run.length === rows.length ? [] : [`${whole(rows.length - run.length)} not run`]),
  ];
  const text = `${whole(valid)} of ${counted(rows.length, 'row')} valid`;
  return {
    text: parts.length === 0 ? text : `${text} (${parts.join(', ')})`,
    tone: valid === rows.length ? 'good' : struck > 0 ? 'bad' : 'care',
    link: 'results',
  };
}

function launches(results: Results): Item {
  const planned = plannedLaunches(results);
  const done = results.rows.map(({ trials }) => trials.completed + trials.failed);
  const isCut = results.trials.length < results.planned && done.some((count) => count < planned);
  const [least, most] = isCut ? [Math.min(...done), Math.max(...done)] : [planned, planned];
  const of = isCut ? `${least === most ? '' : `${whole(least)} to `}${whole(most)} of ` : '';
  const text = `${of}${counted(planned, 'launch', 'launches')} each`;
  if (most >= fewestLaunches || results.rows.length === 0) return { text, tone: isCut ? 'care' : 'neutral' };
  return {
    text: `${text}: no intervals`,
    tone: 'care',
    title: 'An interval takes three launches: --reps 3 or more.',
  };
}

function failed({ trials }: Results): readonly Item[] {
  const count = trials.filter((trial) => trial.status === 'failed').length;
  return count === 0
    ? []
    : [{ text: `✕ ${counted(count, 'launch', 'launches')} failed`, tone: 'bad', link: 'failures' }];
}

function machine({ manifest: { machine: facts } }: Results): Item {
  const { cpuModel, logicalCpus, kernel, node, virtualisation } = facts;
  const text = [
    cpuModel ?? 'unknown CPU',
    counted(logicalCpus, 'CPU'),
    `Node ${node.replace(/^v/, '')}`,
  ].join(' · ');
  return { text, tone: 'neutral', link: 'manifest', title: [kernel, virtualisation ?? ''].join(' ').trim() };
}
