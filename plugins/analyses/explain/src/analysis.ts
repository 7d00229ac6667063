import type { Analysis, Finding, Row } from '@wiretax/core';
import {
  type Comparison,
  explainAll,
  type Explanation,
  isSplit,
  statement,
  transportPairs,
} from '@wiretax/costs';
import { caveatsOf } from '@wiretax/statistics/statements';

/** A finding for every two transports that differ in nothing else, where CPU time was split by a profile. */
export const explanation: Analysis = {
  title: 'Where the time goes',
  weight: 30,
  analyse: ({ rows }) =>
    explainAll(transportPairs(rows))
      .filter(({ cpu }) => isSplit(cpu))
      .map((found) => findingOf(found, rows)),
};

function ratioOf({ effect }: Comparison): Record<string, number> {
  if (effect === null) return {};
  const { ratio, interval } = effect;
  if (interval === null) return { cpuRatio: ratio };
  return { cpuRatio: ratio, cpuRatioLow: interval.low, cpuRatioHigh: interval.high };
}

function findingOf(found: Explanation, rows: readonly Row[]): Finding {
  const { a, b, cpu, p50, unexplainedShare } = found;
  const portions = cpu.portions.map(({ part, gapNs }) => [`cpuGap.${part}Ns`, gapNs] as const);
  return {
    id: ['explain', a, b].map((part) => part.replaceAll(/[^A-Za-z0-9.-]+/g, '-')).join('.'),
    statement: statement(found),
    numbers: {
      cpuANs: cpu.aNs,
      cpuBNs: cpu.bNs,
      cpuGapNs: cpu.gapNs,
      ...ratioOf(cpu),
      ...(p50.aNs === null ? {} : { p50ANs: p50.aNs }),
      ...(p50.bNs === null ? {} : { p50BNs: p50.bNs }),
      ...(unexplainedShare === null ? {} : { unexplainedShare }),
      ...Object.fromEntries(portions),
    },
    cells: [a, b],
    ...caveatsOf(rows.filter(({ cell }) => cell.id === a || cell.id === b)),
  };
}
