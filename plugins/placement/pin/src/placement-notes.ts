import { nameCpus } from './cpu-list.js';

/** What became of one peer. */
export interface Outcome {
  /** The peer's name. */
  readonly name: string;
  /** About the choice of CPUs. */
  readonly remarks: readonly string[];
  /** Where all its threads were found; undefined if it was not placed. */
  readonly cpus?: readonly number[] | undefined;
  /** Why it could not be placed, and what to do; without the final stop. */
  readonly refused?: string | undefined;
  /** The level that its main thread has; undefined if it is not worth telling. */
  readonly nice?: number | undefined;
  readonly niceRefused?: string | undefined;
}

/** One note for each thing that was refused, one for each remark, and one that says where everything is. */
export function placementNotes(outcomes: readonly Outcome[]): readonly string[] {
  const remarks = new Set(outcomes.flatMap((outcome) => outcome.remarks));
  return [
    ...remarks,
    ...grouped(outcomes, (outcome) => outcome.refused).map(
      ([reason, names]) => `${names} not placed: ${reason}, or set placement: none to leave this remark out.`,
    ),
    ...grouped(outcomes, (outcome) => outcome.niceRefused).map(
      ([reason, names]) => `nice level of ${names} not changed: ${reason}.`,
    ),
    ...summary(outcomes),
  ];
}

function summary(outcomes: readonly Outcome[]): readonly string[] {
  const places = outcomes.flatMap(({ name, cpus }) => (cpus ? [`${name} on ${nameCpus(cpus)}`] : []));
  const levels = grouped(outcomes, ({ nice }) => (nice === undefined ? undefined : String(nice)));
  const nice = levels.map(([level, names]) => `nice ${level}${levels.length === 1 ? '' : ` for ${names}`}`);
  const parts = [[...new Set(places)].join(', '), nice.join(', ')].filter((part) => part !== '');
  return parts.length === 0 ? [] : [parts.join('; ')];
}

/** The distinct texts, each with the peers that have it: `server and client`. */
function grouped(
  outcomes: readonly Outcome[],
  text: (outcome: Outcome) => string | undefined,
): readonly (readonly [string, string])[] {
  const names = new Map<string, Set<string>>();
  for (const outcome of outcomes) {
    const key = text(outcome);
    if (key === undefined) continue;
    const group = names.get(key) ?? new Set();
    names.set(key, group.add(outcome.name));
  }
  return [...names].map(([key, group]) => [key, listed([...group])]);
}

function listed(names: readonly string[]): string {
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' and ');
}
