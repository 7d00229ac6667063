import { type Analysis, formatDuration, type Row, significant } from '@wiretax/core';
import { isStruck } from '@wiretax/core/record';

/** A row that has what the finding needs. */
interface Tail {
  readonly cell: string;
  readonly clients: number;
  readonly ratio: number;
  readonly p50Ns: number;
  readonly p99Ns: number;
}

/** Pure: no clock, no I/O, and the order of rows makes no difference, so that stored runs give the same again. */
export const analysis: Analysis = {
  title: 'The longest tail',
  analyse({ rows }) {
    const [worst, ...others] = rows.flatMap(tailOf).sort(byRatio);
    // Too few calls, or none that went well: there is nothing to say, which is no error.
    if (worst === undefined) return [];
    const { cell, clients, ratio, p50Ns, p99Ns } = worst;
    const figures = `P99 ${formatDuration(p99Ns)} against P50 ${formatDuration(p50Ns)}`;
    const among = others.length === 0 ? '' : `, the most of ${String(others.length + 1)} cells`;
    return [
      {
        id: '{{name}}.worst',
        statement: `In ${cell} the slowest hundredth takes ${significant(ratio)} times as long as the median, ${figures}${among}.`,
        numbers: { p99OverP50Ratio: ratio, p50Ns, p99Ns },
        cells: [cell],
        // Charts of this figure over this axis draw a ring around it.
        marks: [{ axis: 'concurrency', at: clients, figure: 'tailRatio', cells: [cell] }],
      },
    ];
  },
};

/** Nothing for rows that must stay out of comparisons, and for those with too few calls for a P99. */
function tailOf(row: Row): readonly Tail[] {
  const { cell, response, tailRatio: ratio } = row;
  if (isStruck(row) || ratio === null || response.p50 === null || response.p99 === null) return [];
  return [{ cell: cell.id, clients: cell.concurrency, ratio, p50Ns: response.p50, p99Ns: response.p99 }];
}

function byRatio(a: Tail, b: Tail): number {
  return b.ratio - a.ratio || (a.cell < b.cell ? -1 : 1);
}
