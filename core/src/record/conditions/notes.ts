import type { Conditions } from '../../contract/conditions.js';
import { shortened } from '../../kernel/foreign-text.js';
import type { MachineFacts } from '../../contract/machine-facts.js';
import type { Results } from '../../contract/results.js';
import { mixedMark } from '../words/describe.js';
import { type Fitness, fitnessOf, usableCpus } from './fitness.js';
import { isNews } from './peer-variables.js';
import { changesBetween, groundOf, sessionOf } from './sessions.js';
import { bytesText, cpusText, differenceText } from './traits.js';

/** What departs from the ordinary in how a run found its machine, a sentence each. Sessions that ran nothing are left out. */
export function conditionNotes({ manifest, trials, rows }: Results): readonly string[] {
  const ran = new Set(trials.map((trial) => sessionOf(trial, manifest)));
  const mark = rows.some(({ mixed }) => mixed !== undefined)
    ? `; rows with launches of both are marked ${mixedMark}`
    : '';
  return (manifest.conditions ?? [])
    .filter(({ session }) => ran.has(session))
    .flatMap((conditions) => {
      const { session, inherited } = conditions;
      const { machine } = groundOf(manifest, session);
      const began = session === 1 ? 'the run' : `session ${String(session)}`;
      // The governor is part of the machine, which every report shows.
      const unfit = unfitness(machine, conditions, ['governor']);
      const settings = session === 1 ? settingsOf(machine, inherited) : [];
      const changes = changesBetween(manifest, 1, session).map(differenceText);
      return [
        ...(unfit === undefined
          ? []
          : [`The machine was not fit for figures when ${began} began: ${unfit}.`]),
        ...(settings.length === 0 ? [] : [`Peers ran with ${settings.join(', ')}.`]),
        ...(changes.length === 0
          ? []
          : [`Session ${String(session)} ran on something else: ${changes.join('; ')}${mark}.`]),
      ];
    });
}

/** What stands in the way of figures, as parts of a sentence; undefined if nothing does. */
export function unfitness(
  machine: MachineFacts,
  conditions: Conditions,
  except: readonly Fitness['subject'][] = [],
): string | undefined {
  const found = fitnessOf(machine, conditions).filter(
    ({ subject, remedy }) => remedy !== undefined && !except.includes(subject),
  );
  return found.length === 0
    ? undefined
    : found.map(({ subject, detail }) => `${subject} ${detail}`).join('; ');
}

/** With the sign that it was cut. */
const longestValue = 81;

/** What peers inherited that most don't. */
function settingsOf(machine: MachineFacts, inherited: Conditions['inherited']): readonly string[] {
  const { variables, nice, allowedCpus, memoryLimitBytes } = inherited;
  const set = Object.entries(variables).filter(([name]) => isNews(name));
  const cpus = usableCpus(machine, inherited);
  return [
    ...set.map(([name, value]) => `${name}=${shortened(value, longestValue)}`),
    ...(nice === null || nice === 0 ? [] : [`nice level ${String(nice)}`]),
    ...(allowedCpus === null || cpus >= machine.logicalCpus
      ? []
      : [`${cpusText(cpus)} of ${String(machine.logicalCpus)}`]),
    ...(memoryLimitBytes === null ? [] : [`a memory limit of ${bytesText(memoryLimitBytes)}`]),
  ];
}
