import { type Results, shellWord } from '@wiretax/core';
import { disturbedRows, isDisturbed, plannedLaunches, runReference } from '@wiretax/core/record';
import type { Standing } from '@wiretax/standings';
import { fewestLaunches } from '@wiretax/statistics';

/** A command as it is typed here. */
export interface Step {
  readonly what: string;
  readonly command: string;
}

const most = 3;
/** With as many, intervals say something. */
const goodLaunches = 5;
/** Nobody waits for more. */
const mostLaunches = 30;

/** What to do with such a run, what matters most first; last how to see all of it. */
export function nextSteps(
  results: Results,
  program: string,
  standings: readonly Standing[],
): readonly Step[] {
  const reference = referenceOf(results);
  const steps = [
    ...unfinished(results, program, reference),
    ...again(results, program, standings),
    ...why(results, program, reference, standings),
  ];
  const all = { what: 'all rows', command: `${program} report ${reference} --full` };
  return [...steps.slice(0, most - 1), all];
}

/** The folder of results as a command is given it, where it isn't the default one. */
function outOf(results: Results): string {
  const { directory, manifest } = results;
  const end = `/runs/${manifest.id}`;
  const isElsewhere = runReference(results) !== manifest.id && directory.endsWith(end);
  return isElsewhere ? ` --out ${shellWord(directory.slice(0, -end.length))}` : '';
}

/** The run's id, and the folder of results where it isn't the default one. */
function referenceOf(results: Results): string {
  const { directory, manifest } = results;
  const { id } = manifest;
  const reference = runReference(results);
  if (reference === id) return id;
  const end = `/runs/${id}`;
  return directory.endsWith(end) && /^[\w.-]+$/.test(id) ? `${id}${outOf(results)}` : reference;
}

function unfinished({ trials, planned }: Results, program: string, reference: string): readonly Step[] {
  return trials.length < planned ? [{ what: 'go on', command: `${program} run --resume ${reference}` }] : [];
}

/** The same once more: on a quieter machine, or with as many launches as would tell. */
function again(results: Results, program: string, standings: readonly Standing[]): readonly Step[] {
  const command = commandOf(results, program);
  if (command === undefined || results.manifest.experiment.adaptive !== undefined) return [];
  const disturbed = disturbedRows(results);
  if (isDisturbed(results)) return [{ what: 'again', command: command() }];
  const launches = launchesToTell(results, standings);
  if (launches !== undefined) return [{ what: 'intervals', command: command(launches) }];
  return disturbed === 0 ? [] : [{ what: 'again', command: command() }];
}

function launchesToTell(results: Results, standings: readonly Standing[]): number | undefined {
  if (plannedLaunches(results) < fewestLaunches) return goodLaunches;
  const needed = standings.flatMap(({ contenders }) =>
    contenders.flatMap(({ launchesNeeded }) => launchesNeeded ?? []),
  );
  const within = needed.filter((count) => count <= mostLaunches && count > plannedLaunches(results));
  return within.length === 0 ? undefined : Math.max(...within);
}

/** The command line that the run was started with, other launches in place of its own; undefined if it wasn't started by one. */
function commandOf({ manifest }: Results, program: string): ((launches?: number) => string) | undefined {
  const at = manifest.command.indexOf('run');
  if (at < 0) return undefined;
  const words = manifest.command.slice(at + 1);
  const kept = words.filter((word, index) => !/^--reps(=|$)/.test(word) && words[index - 1] !== '--reps');
  return (launches) => {
    const given = launches === undefined ? words : [...kept, '--reps', String(launches)];
    return [program, 'run', ...given.map(shellWord)].join(' ');
  };
}

/** What tells why one costs more, where nothing of it is known and there is something to tell apart. */
function why(
  results: Results,
  program: string,
  reference: string,
  standings: readonly Standing[],
): readonly Step[] {
  const { findings, trials } = results;
  if (isDisturbed(results) || standings.length === 0) return [];
  if (findings.some(({ answers, lacks }) => answers === 'why' && lacks === undefined)) return [];
  const isCollected = trials.some(({ evidence }) => evidence.some(({ window }) => window === 'profile'));
  const command = isCollected ? `explain ${reference}` : `run evidence${outOf(results)}`;
  return [{ what: 'why', command: `${program} ${command}` }];
}
