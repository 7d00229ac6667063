import { changeText, shareText } from './change-text.js';
import type { Compared, Comparison } from './comparison.js';

/** What came out, in plain words; the largest differences first. */
export function conclusionText({ comparisons, margin }: Compared, a: string, b: string): string {
  const total = comparisons.length;
  const of = (conclusion: Comparison['conclusion']): readonly Comparison[] =>
    comparisons.filter((each) => each.conclusion === conclusion);
  const [worse, better, same, open] = [of('slower'), of('faster'), of('equivalent'), of('undecided')];
  const beyond = `larger than ${shareText(margin)}`;
  if (of('no-interval').length === total) {
    return `Nothing can be claimed about ${a} and ${b}: with fewer than three launches a side there is no interval.`;
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
    ...changed(worse, total, a, b, 'worse'),
    ...changed(better, total, a, b, 'better'),
    ...(rest.length === 0 ? [] : [`Of the others: ${rest.join(', ')}.`]),
  ].join(' ');
}

function changed(
  which: readonly Comparison[],
  total: number,
  a: string,
  b: string,
  how: 'worse' | 'better',
): readonly string[] {
  const sorted = [...which].sort((one, other) => sizeOf(other) - sizeOf(one));
  const [most] = sorted;
  if (most === undefined) return [];
  const where = most.a === most.b ? ` of ${most.a}` : '';
  const example = `${most.figure.name}${where} is ${changeText(most)}`;
  const lead = which.length > 1 ? ', most in one' : '';
  return [
    `${b} is ${how} than ${a} in ${String(which.length)} of ${String(total)} figures${lead}: ${example}.`,
  ];
}

function sizeOf({ effect }: Comparison): number {
  return Math.abs(Math.log(effect.ratio));
}

/** How a conclusion is called for a figure. */
export function conclusionWord({ conclusion, figure, byChance }: Comparison, margin: number): string {
  switch (conclusion) {
    case 'slower':
      return figure.key === 'throughput' ? 'lower' : figure.key === 'cpu' ? 'costlier' : 'slower';
    case 'faster':
      return figure.key === 'throughput' ? 'higher' : figure.key === 'cpu' ? 'cheaper' : 'faster';
    case 'equivalent':
      return `same within ${shareText(margin)}`;
    case 'undecided':
      return byChance ? 'undecided, may be chance' : 'undecided';
    case 'no-interval':
      return 'no interval';
  }
}
