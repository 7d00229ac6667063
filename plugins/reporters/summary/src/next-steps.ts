import { allAxes, type AxisField, type Results, shellWord } from '@wiretax/core';
import { disturbedRows, isAtDefault, isDisturbed, plannedLaunches, runReference } from '@wiretax/core/record';
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
  const command = commandOf(results, program, 'reps');
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

/** The command line that the run was started with, another value of a flag in place of its own; undefined if it wasn't started by one. */
function commandOf(
  { manifest }: Results,
  program: string,
  flag: 'reps' | 'collect',
): ((value?: number | string) => string) | undefined {
  const at = manifest.command.indexOf('run');
  if (at < 0) return undefined;
  const words = manifest.command.slice(at + 1);
  const name = `--${flag}`;
  const kept = words.filter(
    (word, index) => word !== name && !word.startsWith(`${name}=`) && words[index - 1] !== name,
  );
  return (value) => {
    const given = value === undefined ? words : [...kept, name, String(value)];
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
  if (isDisturbed(results) || standings.every(({ decision }) => decision === 'nothing')) return [];
  if (findings.some(({ answers, lacks }) => answers === 'why' && lacks === undefined)) return [];
  const isCollected = trials.some(({ evidence }) => evidence.some(({ window }) => window === 'profile'));
  if (isCollected) return [{ what: 'why', command: `${program} explain ${reference}` }];
  const own = isInEvidence(results) ? undefined : commandOf(results, program, 'collect');
  return [{ what: 'why', command: own?.('flamegraph') ?? `${program} run evidence${outOf(results)}` }];
}

/** What the preset evidence profiles; it tells nothing of others. */
const evident: ReadonlySet<string> = new Set(['tcp', 'rest', 'grpc']);
const varied: ReadonlySet<AxisField> = new Set<AxisField>(['transport', 'size', 'concurrency']);

function isInEvidence({ rows }: Results): boolean {
  const others = allAxes().filter(({ field }) => !varied.has(field));
  return rows.every(
    ({ cell }) => evident.has(cell.transport.label) && others.every(({ field }) => isAtDefault(cell, field)),
  );
}
