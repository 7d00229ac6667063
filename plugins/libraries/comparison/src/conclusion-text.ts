import { changeText, shareText } from './change-text.js';
import type { Compared } from './comparison.js';
import { isCost } from './figures.js';
import type { Difference, Judgement } from './judgement.js';

/** What came out, in plain words; cells together first, and the largest differences. */
export function conclusionText(
  { comparisons, pool, paired, margin }: Compared,
  a: string,
  b: string,
): string {
  const cells = comparisons.map((each) => ({ ...each, where: each.a === each.b ? ` of ${each.a}` : '' }));
  const single = sentences(cells, { a, b, paired, margin });
  if (pool === null || pool.differences.length === 0) return single;
  const together = pool.differences.map((each) => ({ ...each, where: '' }));
  return `Over ${String(pool.cells)} cells together: ${sentences(together, { a, b, paired, margin })} Cell by cell: ${single}`;
}

type Told = Difference & Judgement & { readonly where: string };

interface Names {
  readonly a: string;
  readonly b: string;
}

function sentences(
  told: readonly Told[],
  { a, b, paired, margin }: Names & Pick<Compared, 'paired' | 'margin'>,
): string {
  const total = told.length;
  const of = (conclusion: Judgement['conclusion']): readonly Told[] =>
    told.filter((each) => each.conclusion === conclusion);
  const [worse, better, same, open] = [of('slower'), of('faster'), of('equivalent'), of('undecided')];
  const beyond = `larger than ${shareText(margin)}`;
  if (of('no-interval').length === total) {
    const few = paired ? 'three blocks that both have finished' : 'three launches a side';
    return `Nothing can be claimed about ${a} and ${b}: with fewer than ${few} there is no interval.`;
  }
  if (worse.length === 0 && better.length === 0) {
    if (same.length === total) {
      return `There is no difference ${beyond} between ${a} and ${b}${total > 1 ? `, in none of ${String(total)} figures` : ''}.`;
    }
    const ruledOut =
      same.length === 0 ? '' : ` It is ruled out in ${String(same.length)} of ${String(total)} figures.`;
    return `No difference between ${a} and ${b} was found, but one ${beyond} can't be ruled out${same.length === 0 ? '' : ' everywhere'}.${ruledOut}`;
  }
  const rest = [
    ...(same.length === 0 ? [] : [`no difference ${beyond} in ${String(same.length)}`]),
    ...(open.length === 0 ? [] : [`undecided in ${String(open.length)}`]),
  ];
  return [
    ...changed(worse, total, `${b} is worse than ${a}`),
    ...changed(better, total, `${b} is better than ${a}`),
    ...(rest.length === 0 ? [] : [`Of the others: ${rest.join(', ')}.`]),
  ].join(' ');
}

function changed(which: readonly Told[], total: number, what: string): readonly string[] {
  const sorted = [...which].sort((one, other) => sizeOf(other) - sizeOf(one));
  const [most] = sorted;
  if (most === undefined) return [];
  const example = `${most.figure.name}${most.where} is ${changeText(most.effect)}`;
  const lead = which.length > 1 ? ', most in one' : '';
  return [`${what} in ${String(which.length)} of ${String(total)} figures${lead}: ${example}.`];
}

function sizeOf({ effect }: Told): number {
  return Math.abs(Math.log(effect.ratio));
}

/** How a conclusion is called for a figure. */
export function conclusionWord(
  { conclusion, figure, byChance }: Judgement & Pick<Difference, 'figure'>,
  margin: number,
): string {
  switch (conclusion) {
    case 'slower':
      return figure.key === 'throughput' ? 'lower' : isCost(figure) ? 'costlier' : 'slower';
    case 'faster':
      return figure.key === 'throughput' ? 'higher' : isCost(figure) ? 'cheaper' : 'faster';
    case 'equivalent':
      return `same within ${shareText(margin)}`;
    case 'undecided':
      return byChance ? 'undecided, may be chance' : 'undecided';
    case 'no-interval':
      return 'no interval';
  }
}
