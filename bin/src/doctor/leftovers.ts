import { leftovers } from '@wiretax/core/run';
import { type Check, ok, warn } from './check.js';

/** What runs that were killed have left; removed if that was asked for. */
export function checkLeftovers(clean: boolean): Check {
  const left = leftovers();
  if (left.length === 0) return ok('leftovers', 'runs that were killed have left nothing behind');
  const what = left.map((each) => each.what).join(', ');
  if (!clean) return warn('leftovers', `runs that were killed have left ${what}`, 'wiretax doctor --clean');
  for (const each of left) each.remove();
  return ok('leftovers', `removed what runs that were killed have left: ${what}`);
}
