import { type Cell, globMatcher, type Threshold } from '@wiretax/core';
import type { Located } from '../read/located.js';
import { nearest } from '../read/nearest.js';
import type { ProblemList } from '../read/problem-list.js';

/**
 * Thresholds that are about cells of the study. One that is about none is wrong, as it would never be crossed;
 * where flags have replaced axes it is only left out.
 */
export function thresholdsOf(
  thresholds: readonly Located<Threshold>[],
  cells: readonly Cell[],
  narrowed: boolean,
  problems: ProblemList,
): readonly Threshold[] {
  return thresholds.flatMap(({ value, path }) => {
    const { text, cells: pattern } = value;
    const matches = globMatcher(pattern);
    if (cells.some(({ id }) => matches(id))) return [value];
    if (!narrowed && !problems.isFull) {
      const ids = cells.map(({ id }) => id);
      const examples = ids.length > 4 ? `${ids.slice(0, 4).join(', ')}, …` : ids.join(', ');
      const message = `${text} is about no cell: none is called ${pattern}; there are ${examples}`;
      problems.add(path, message, nearest(pattern, ids));
    }
    return [];
  });
}
