import { conditionNotes } from '../conditions/notes.js';
import type { Experiment } from '../../contract/experiment.js';
import type { Settlement } from '../../contract/manifest.js';
import type { Results } from '../../contract/results.js';
import { significant } from '../../kernel/units.js';

// What reporters say of a run as a whole. Nothing here is escaped.

/**
 * What readers must know about how the run came about, a sentence each: that it was resumed (and on which days), that
 * it added blocks and why it stopped, that it was interleaved with another, what was unusual about its machine and the settings
 * of its peers, and what of its files could not be used.
 */
export function runNotes(results: Results): readonly string[] {
  const { manifest, damage = [] } = results;
  const { settlement, experiment, against } = manifest;
  return [
    ...resumed(results),
    ...(settlement === undefined ? [] : [settlementText(settlement, experiment)]),
    ...(against === undefined
      ? []
      : [`Interleaved, trial by trial, with run ${against.run}; this is the ${against.role}.`]),
    ...conditionNotes(results),
    ...damage.map((sentence) => `${sentence}.`),
  ];
}

/** How many rows are struck because the machine was disturbed. */
export function disturbedRows({ rows }: Pick<Results, 'rows'>): number {
  return rows.filter(({ verdicts }) => verdicts.includes('disturbed')).length;
}

/** Whether so many rows are struck for it that what is left is no picture of the whole: half of them or more. */
export function isDisturbed({ rows }: Pick<Results, 'rows'>): boolean {
  return rows.length > 0 && disturbedRows({ rows }) * 2 >= rows.length;
}

/** That the machine was disturbed and how many rows are struck for it, which readers must know first; undefined if none is. */
export function disturbanceNote({ rows }: Pick<Results, 'rows'>): string | undefined {
  const disturbed = disturbedRows({ rows });
  if (disturbed === 0) return undefined;
  const all = `${String(rows.length)} ${rows.length === 1 ? 'row' : 'rows'}`;
  return `The machine was disturbed: ${String(disturbed)} of ${all} ${disturbed === 1 ? 'is' : 'are'} struck for it.`;
}

/** How many launches the plan has of a cell: of an adaptive run, the blocks that it has begun. */
export function plannedLaunches({ rows, manifest }: Results): number {
  const { adaptive, repetitions } = manifest.experiment;
  if (adaptive === undefined) return repetitions;
  return rows.reduce((most, { trials }) => Math.max(most, trials.planned), repetitions);
}

/** Why an adaptive run took no further block; one sentence. */
export function settlementText(settlement: Settlement, { adaptive }: Pick<Experiment, 'adaptive'>): string {
  const { blocks, reason, usable, tight, widest } = settlement;
  const wanted = adaptive?.relativeWidth;
  const goal = wanted === undefined ? undefined : percentage(wanted);
  const known =
    goal === undefined || usable === 0
      ? ''
      : `; P99 is known to ± ${goal} in ${String(tight)} of ${String(usable)} usable cells`;
  const worst =
    widest === null
      ? ''
      : `${known === '' ? ';' : ','} the widest is ${widest.cell} with ± ${percentage(widest.relativeWidth)}`;
  return `${reasons[reason]} after ${String(blocks)} ${blocks === 1 ? 'block' : 'blocks'}${known}${worst}.`;
}

const reasons: Readonly<Record<Settlement['reason'], string>> = {
  tight: 'Every interval was tight enough',
  budget: 'The time was spent, as a further block would not have fitted in,',
  'most-blocks': 'No more blocks are ever added',
  'nothing-usable': 'No cell had figures that further blocks could improve',
  answered: 'What the blocks were for was known',
};

function percentage(share: number): string {
  return `${significant(share * 100)} %`;
}

/** A resumption that found nothing left to run is none. */
function resumed({ manifest, trials }: Results): readonly string[] {
  const { startedAt } = manifest;
  const resumedAt = manifest.resumedAt.filter((at, index, all) => {
    const next = all[index + 1];
    return trials.some((trial) => trial.startedAt >= at && (next === undefined || trial.startedAt < next));
  });
  if (resumedAt.length === 0) return [];
  const days = [...new Set([startedAt, ...resumedAt].map(dayOf))];
  const times = resumedAt.map((at) => `${at.slice(0, 16).replace('T', ' ')} UTC`).join(', ');
  const sessions = `Interrupted and resumed: begun on ${dayOf(startedAt)}, resumed at ${times}.`;
  return days.length === 1
    ? [sessions]
    : [
        `${sessions} Launches of ${String(days.length)} days stand side by side; the machine may have changed in between.`,
      ];
}

function dayOf(time: string): string {
  return time.slice(0, 10);
}
