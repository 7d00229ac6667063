import { type Analysis, type Finding, type Row, significant } from '@wiretax/core';
import { isClosed, usableRows } from '@wiretax/core/record';
import { findingId, listed, withUniqueIds } from '@wiretax/statistics/statements';

/** How far X · R may be from N: the ends of a window, where fewer calls are in flight, belong to R but not to X. */
const tolerance = 0.05;
/** With fewer calls a client, those ends are too large a part of the window. */
const fewestCallsPerClient = 20;
const mostNamed = 5;

interface Checked {
  readonly row: Row;
  /** X · R over N, less 1. */
  readonly off: number;
}

/**
 * Little's law, N = X · R (J. D. C. Little, 1961): the clients of a closed load are the calls in flight, so throughput times mean
 * response time must give their number. A row where it doesn't has lost time or calls. Where it does, that is an identity: it
 * says that the accounting adds up, and nothing of the transport.
 */
export const littlesLaw: Analysis = {
  title: 'Check of the accounting',
  weight: 150,
  analyse: ({ rows }) => {
    const closed = usableRows(rows).filter(({ cell }) => isClosed(cell));
    const checked = closed.flatMap((row): Checked[] => {
      const off = offBy(row);
      return off === null ? [] : [{ row, off }];
    });
    const sorted = checked.toSorted(
      (a, b) => Math.abs(b.off) - Math.abs(a.off) || (a.row.cell.id < b.row.cell.id ? -1 : 1),
    );
    const worst = sorted[0];
    if (worst === undefined) return [];
    const broken = sorted.filter(({ off }) => Math.abs(off) > tolerance);
    return withUniqueIds(
      broken.length === 0 ? [holds(checked.length, worst)] : breaks(broken, checked.length),
    );
  },
};

function offBy(row: Row): number | null {
  const { cell, throughput, response, calls, launches } = row;
  if (throughput === null || response.mean === null) return null;
  if (calls < fewestCallsPerClient * cell.concurrency * launches.length) return null;
  const off = (throughput * response.mean) / 1e9 / cell.concurrency - 1;
  return Number.isFinite(off) ? off : null;
}

function holds(count: number, { row, off }: Checked): Finding {
  const where = count === 1 ? 'the one row' : `all ${String(count)} rows`;
  return {
    id: 'littles-law',
    statement: `The accounting adds up: throughput × mean response time gives the number of clients, as it must under closed load (Little's law), in ${where} that can be checked, to ${percent(off)} at worst (${row.cell.id}).`,
    numbers: { rows: count, worstOff: off },
    cells: [row.cell.id],
  };
}

function breaks(broken: readonly Checked[], count: number): Finding[] {
  const named = broken
    .slice(0, mostNamed)
    .map(({ row, off }) => `${row.cell.id} (${percent(off)} ${off < 0 ? 'below' : 'above'})`);
  const rest = broken.length - named.length;
  const all = rest > 0 ? [...named, `${String(rest)} more`] : named;
  return [
    {
      id: findingId('littles-law', 'broken'),
      statement: `Throughput times mean response time is off the number of clients by more than ${percent(tolerance)} in ${String(broken.length)} of ${String(count)} rows: ${listed(all)}; their accounting can't be trusted.`,
      numbers: { rows: count, broken: broken.length, worstOff: broken[0]?.off ?? 0 },
      cells: broken.map(({ row }) => row.cell.id),
      first: true,
    },
  ];
}

function percent(share: number): string {
  if (Math.abs(share) < 1e-4) return 'less than 0.01 %';
  return `${significant(Math.abs(share) * 100)} %`;
}
