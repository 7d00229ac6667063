import { Located } from './located.js';
import { ProblemList } from './problem-list.js';

/** A value as if it stood at this place of a config. */
export function located(value: unknown, path = '', problems = new ProblemList()): Located {
  return new Located(value, path, { problems, mentions: [] });
}
