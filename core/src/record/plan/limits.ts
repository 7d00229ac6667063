import type { Axes } from '../../contract/cell.js';
import type { Experiment } from '../../contract/experiment.js';
import type { Problem } from '../../kernel/errors.js';

/** What a run can have and still be planned, resumed and reported in seconds. */
const mostCells = 10_000;
const mostTrials = 100_000;
/** Concurrency that a cell can have. */
export const mostClients = 100_000;
/** A week; Node.js has no timers for much longer, let alone for several in a row. */
export const longestPeriodMs = 168 * 3600e3;

/** Excluded and repeated points count, so that it is known before any of them is made. */
function countPoints(axes: Axes, include: readonly Partial<Axes>[]): number {
  return [axes, ...include.map((extra) => ({ ...axes, ...extra }))].reduce((sum, matrix) => {
    const lists: readonly (readonly unknown[])[] = Object.values(matrix);
    return sum + lists.reduce((product, values) => product * values.length, 1);
  }, 0);
}

/** Why a plan would be too large, at `axes` or `repetitions`; undefined if it isn't. */
export function planProblem({ axes, include, repetitions }: Experiment): Problem | undefined {
  const cells = countPoints(axes, include);
  if (cells > mostCells) {
    return { path: 'axes', message: `they make ${counted(cells)} cells; 10,000 are the most` };
  }
  const trials = cells * repetitions;
  if (trials <= mostTrials) return undefined;
  const product = `${counted(repetitions)} of ${counted(cells)} cells are ${counted(trials)} trials`;
  return { path: 'repetitions', message: `${product}; 100,000 are the most` };
}

function counted(number: number): string {
  return number.toLocaleString('en-US');
}
