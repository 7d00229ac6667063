import { cellId, defaultPoint } from './axis-values.js';
import { allAxes } from '../../contract/axes.js';
import type { Axes, AxisValues, Cell } from '../../contract/cell.js';
import type { Experiment } from '../../contract/experiment.js';
import { InputError } from '../../kernel/errors.js';
import { deepFreeze } from '../../kernel/freeze.js';
import { exclusionBy } from './exclusion.js';
import { planProblem } from './limits.js';

/**
 * Every cell of the experiment: the matrix, plus what is included, less what is excluded, each once. Throws an InputError
 * when there would be too many, or none.
 */
export function planCells(experiment: Experiment): readonly Cell[] {
  const problem = planProblem(experiment);
  if (problem !== undefined) throw new InputError('E_PLAN_SIZE', 'the plan is too large', [problem]);
  const { axes, include, exclude, unsaid } = experiment;
  const matrices = [axes, ...include.map((extra) => ({ ...axes, ...extra }))];
  const isExcluded = exclusionBy(exclude);
  const cells = matrices.flatMap((matrix) => expand(matrix, unsaid)).filter((cell) => !isExcluded(cell));
  const unique = new Map<string, Cell>();
  for (const cell of cells) {
    const other = unique.get(cell.id);
    if (other !== undefined && JSON.stringify(other) !== JSON.stringify(cell)) {
      throw new InputError(
        'E_DUPLICATE_CELL',
        `two different cells would be called ${cell.id}; name one with as:`,
      );
    }
    unique.set(cell.id, cell);
  }
  if (unique.size === 0)
    throw new InputError('E_NO_CELLS', 'nothing is left to measure; exclude covers every cell');
  return [...unique.values()];
}

/** Every point of a matrix, the last axis of the nesting fastest. */
function expand(axes: Axes, unsaid: Experiment['unsaid']): Cell[] {
  const nested = allAxes().toSorted((a, b) => a.nest - b.nest);
  let points: readonly Partial<AxisValues>[] = [{}];
  for (const { field } of nested)
    points = points.flatMap((point) => axes[field].map((value) => ({ ...point, [field]: value })));
  return points.map((point) => {
    const values = inOrder(point as AxisValues);
    return deepFreeze({ id: cellId(values, unsaid), ...values });
  });
}

/** The members of cells have one order, whatever the nesting. */
function inOrder(point: AxisValues): AxisValues {
  return { ...defaultPoint(), ...point };
}
