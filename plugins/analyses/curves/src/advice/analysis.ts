import { type Analysis, type Cell, type Finding, formatDuration, formatRatio, type Row } from '@wiretax/core';
import { usableRows } from '@wiretax/core/record';
import { type Choice, choicesAmong, type Chosen, corners, type Effect } from '@wiretax/statistics';
import {
  clients,
  findingId,
  intervalWords,
  reservations,
  withUniqueIds,
} from '@wiretax/statistics/statements';

/**
 * Which protocol to choose where: at the corners of the matrix (smallest and largest messages, fewest and most clients), which is
 * fastest on the median and at the tail, and whether that is more than chance. It speaks of this machine and these stacks.
 */
export const advice: Analysis = {
  title: 'What to choose',
  weight: 40,
  analyse: ({ rows }) => {
    const { choices, judged } = choicesAmong(corners(usableRows(rows)));
    return withUniqueIds(choices.flatMap((choice) => findingOf(choice, judged) ?? []));
  },
};

function findingOf({ rows, p50, p99 }: Choice, judged: number): Finding | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const parts = [
    told('P50', p50, judged),
    p99 === undefined ? 'too few calls to choose by P99' : told('P99', p99, judged),
  ];
  const { interval } = p50.second;
  return {
    id: findingId('advice', sizeOf(first.cell), `c${String(first.cell.concurrency)}`),
    statement: `At ${sizeOf(first.cell)} and ${clients(first.cell.concurrency)}: ${parts.join('; ')}${reservations(rows)}${caveat(rows)}.`,
    numbers: { ...numbers('p50', p50), ...numbers('p99', p99) },
    ...(interval === null ? {} : { interval }),
    cells: rows.map(({ cell }) => cell.id),
  };
}

/** What a busy client leaves of a comparison. */
function caveat(rows: readonly Row[]): string {
  return rows.some(({ verdicts }) => verdicts.includes('client-bound'))
    ? ': it compares client and server together, not servers'
    : '';
}

function told(figure: string, { value, effect, standing, ...of }: Chosen, judged: number): string {
  const [best, rival] = [of.best, of.rival].map(({ cell }) => cell.transport.label);
  const words = intervalWords(effect.interval, Math.min(...effect.launches), formatRatio);
  const times = `${formatRatio(effect.ratio)} times`;
  switch (standing) {
    case 'no-interval':
      return `${best} had the lowest ${figure} (${formatDuration(value)}), ${rival} ${times} as much (${words}: look, don't choose by it)`;
    case 'alike':
      return `no difference in ${figure} worth choosing by between ${best} and ${rival} (${times}, ${words})`;
    case 'lowest':
      return `${best} has the lowest ${figure} (${formatDuration(value)}), ${rival} ${times} as much (${words})`;
    case 'by-chance':
      return `whether ${best} or ${rival} has the lower ${figure} can't be told (${times}, ${words}, which chance may bring among ${String(judged)} choices)`;
    case 'unsure':
      return `whether ${best} or ${rival} has the lower ${figure} can't be told (${times}, ${words})`;
  }
}

function numbers(name: string, chosen: Chosen | undefined): Record<string, number> {
  if (chosen === undefined) return {};
  const { value, second, effect } = chosen;
  return {
    ...ratio(`${name}SecondOverBest`, second),
    [`${name}BestNs`]: value,
    ...(effect === second ? {} : ratio(`${name}RivalOverBest`, effect)),
  };
}

function ratio(name: string, { ratio, interval }: Effect): Record<string, number> {
  const limits = interval === null ? {} : { [`${name}Low`]: interval.low, [`${name}High`]: interval.high };
  return { [name]: ratio, ...limits };
}

function sizeOf({ id, transport, concurrency }: Cell): string {
  return id.slice(transport.label.length + 1).split(`.c${String(concurrency)}`)[0] ?? '';
}
