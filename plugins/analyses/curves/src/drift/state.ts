import type { Finding, Row } from '@wiretax/core';
import {
  anotherState,
  compareStates,
  type Reading,
  readingsOf,
  type StateComparison,
} from '@wiretax/statistics';

/** So many launches must be in the other state: one alone is an outlier. */
const fewest = 3;
/** Points in time that are looked at, at most. */
const mostLooks = 50;

interface Change {
  /** Index of the first launch after it. */
  readonly from: number;
  readonly states: readonly StateComparison[];
}

/** The point in time, if there is one, from which on the machine was in another state. */
export function changeOfState(rows: readonly Row[]): Finding | undefined {
  const readings = readingsOf(rows).toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  const change = clearest(readings);
  const first = change && readings[change.from];
  if (change === undefined || first === undefined) return undefined;
  const [strongest] = changed(change);
  const at = `launch ${String(change.from + 1)} of ${String(readings.length)}`;
  const time = first.startedAt.slice(11, 19);
  const what = anotherState(change.states, 'before', 'from then on');
  return {
    id: 'drift.machine',
    statement: `The machine was in another state from about ${at} on (block ${String(first.trial)}, ${time} UTC): ${what}. Launches before and after are not comparable.`,
    numbers: {
      ratio: strongest?.ratio ?? 1,
      launch: change.from + 1,
      launches: readings.length,
      block: first.trial,
    },
    cells: [...new Set(readings.map(({ cell }) => cell.id))],
    first: true,
  };
}

/** The clearest of those points that are looked at, or of those between it and the looks beside it. */
function clearest(readings: readonly Reading[]): Change | undefined {
  const room = readings.length - 2 * fewest + 1;
  const looks = Math.min(mostLooks, Math.max(0, room));
  const at = (from: number): Change => ({
    from,
    states: compareStates(readings.slice(0, from), readings.slice(from), looks),
  });
  const looked = Array.from({ length: looks }, (_, look) => at(fewest + Math.floor((look * room) / looks)));
  const found = clearestOf(looked);
  if (found === undefined) return undefined;
  // Whether there is one was decided by the looks: those between them only say more exactly where.
  const look = looked.indexOf(found);
  const after = (looked[look - 1]?.from ?? found.from - 1) + 1;
  const before = looked[look + 1]?.from ?? fewest + room;
  return clearestOf(Array.from({ length: before - after }, (_, index) => at(after + index)));
}

function clearestOf(changes: readonly Change[]): Change | undefined {
  return changes
    .filter((change) => changed(change).length > 0)
    .toSorted((a, b) => clearness(b) - clearness(a))[0];
}

/** What is another state, the clearest first. */
function changed({ states }: Change): readonly StateComparison[] {
  return states.filter(({ another }) => another).toSorted((a, b) => Math.abs(b.errors) - Math.abs(a.errors));
}

function clearness(change: Change): number {
  return Math.abs(changed(change)[0]?.errors ?? 0);
}
