import type { Check, Results } from '@wiretax/core';
import {
  checkMarks,
  disturbedRows,
  fitnessOf,
  isDisturbed,
  isStruck,
  plannedLaunches,
  wasRun,
} from '@wiretax/core/record';
import { fewestLaunches } from '@wiretax/statistics';
import { counted } from '@wiretax/writing';
import type { Part } from './parts.js';

/** Whether to believe what a run says, in parts of one line. */
export interface Belief {
  readonly parts: readonly Part[];
  /** `well` if nothing speaks against it; `broken` if something was demanded and isn't so, or nothing can be used. */
  readonly state: 'well' | 'care' | 'broken';
}

export function belief(results: Results): Belief {
  const said = [
    machine(results),
    trials(results),
    struck(results),
    launches(results),
    doubted(results),
    checked(results),
  ].filter((part) => part !== undefined);
  const worst = ['broken', 'care', 'well'] as const;
  return {
    parts: said,
    state: worst.find((state) => said.some((part) => part.state === state)) ?? 'well',
  };
}

interface Said extends Part {
  readonly state: Belief['state'];
}

/** Whether the machine kept peers from running, or was busy when the run began. */
function machine(results: Results): Said {
  const { rows, manifest } = results;
  const disturbed = disturbedRows(results);
  if (disturbed > 0) {
    const of = `${String(disturbed)} of ${counted(rows.length, 'row')}`;
    const short = `machine disturbed: ${of}`;
    return { forms: [`${short} must not be used`, short, `disturbed: ${of}`], yields: 1, state: 'care' };
  }
  const [first] = manifest.conditions ?? [];
  const unfit = first === undefined ? [] : fitnessOf(manifest.machine, first);
  const busy = unfit.filter(({ subject, remedy }) => remedy !== undefined && subject !== 'governor');
  if (busy.length > 0) {
    const short = 'machine busy when it began';
    const subjects = busy.map(({ subject }) => subject).join(', ');
    return { forms: [`${short} (${subjects})`, short], state: 'care' };
  }
  if (!isTold(results))
    return {
      forms: ['not told whether the machine was quiet', 'quiet or not: not told'],
      yields: 1,
      state: 'care',
    };
  return { forms: ['machine quiet'], state: 'well' };
}

/** Whether peers told what kept them from running: those of 0.1.0 and of other systems don't. */
function isTold({ trials }: Results): boolean {
  return trials.some(({ measured }) =>
    Object.values(measured?.peers ?? {}).some(({ interference }) => interference !== undefined),
  );
}

function trials({ trials: ended, planned }: Results): Said {
  const failed = ended.filter(({ status }) => status === 'failed').length;
  const count = counted(planned, 'trial');
  if (ended.length < planned) {
    const also = failed === 0 ? '' : `, ${String(failed)} failed`;
    return { forms: [`interrupted after ${String(ended.length)} of ${count}${also}`], state: 'broken' };
  }
  if (failed === 0)
    return { forms: [`${count}, none failed`, 'no trial failed', '0 failed'], yields: 2, state: 'well' };
  return { forms: [`${String(failed)} of ${count} failed`], state: 'broken' };
}

/** Rows that must not be used for other reasons than a disturbance. */
function struck({ rows }: Results): Said | undefined {
  const run = rows.filter(wasRun);
  const gone = run.filter((row) => isStruck(row) && !row.verdicts.includes('disturbed')).length;
  if (gone === 0) return undefined;
  const of = `${String(gone)} of ${counted(run.length, 'row')}`;
  return {
    forms: [`${of} must not be used`, `${of} struck`],
    state: gone === run.length ? 'broken' : 'care',
  };
}

function launches(results: Results): Said {
  const count = plannedLaunches(results);
  const each = `${counted(count, 'launch', 'launches')} each`;
  return count < fewestLaunches
    ? { forms: [`${each}: no intervals`, 'no intervals'], yields: 3, state: 'care' }
    : { forms: [each, ''], yields: 3, state: 'well' };
}

/** A finding that casts doubt on the others stands in the next line. */
function doubted(results: Results): Said | undefined {
  if (isDisturbed(results) || !results.findings.some(({ first }) => first === true)) return undefined;
  return { forms: ['in doubt'], state: 'care' };
}

/** `thresholds 2 ✓ 1 ✗`. */
function checked({ checks }: Results): Said | undefined {
  if (checks.length === 0) return undefined;
  const count = (outcome: Check['outcome']): number =>
    checks.filter((check) => check.outcome === outcome).length;
  const told = (['held', 'crossed', 'open'] as const).flatMap((outcome) =>
    count(outcome) === 0 ? [] : [`${String(count(outcome))} ${checkMarks[outcome]}`],
  );
  const kinds = [...new Set(checks.map(({ by }) => by))];
  const name = kinds.length === 1 ? `${kinds[0] ?? ''}${checks.length === 1 ? '' : 's'}` : 'checks';
  return {
    forms: [`${name} ${told.join(' ')}`],
    state: count('crossed') > 0 ? 'broken' : count('open') > 0 ? 'care' : 'well',
  };
}
