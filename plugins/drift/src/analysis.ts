import { type Analysis, type Finding, isStruck, type Launch, type Row, significant } from '@wiretax/core';
import { quantile, type Statistic, throughput, type Trend, trendOverBlocks } from '@wiretax/statistics';
import { intervalWords } from '@wiretax/statistics/statements';

/** A line through fewer has no degrees of freedom worth the name. */
const fewestBlocks = 4;
/** A drift below it over the whole run changes no conclusion. */
const smallest = 0.01;

const figures = [
  { id: 'drift.p50', name: 'P50', statistic: quantile(0.5) },
  { id: 'drift.throughput', name: 'Throughput', statistic: throughput },
] as const;

/**
 * Whether launches change from block to block, in all cells together: a machine that warms up, or that others use more and more. Each
 * launch counts as what it is over the geometric mean of its cell; a block is the geometric mean of its launches, and is the unit.
 */
export const drift: Analysis = {
  analyse: ({ rows }) => {
    const usable = rows.filter((row) => !isStruck(row));
    return figures.flatMap(({ id, name, statistic }) => findingOf(id, name, usable, statistic) ?? []);
  },
};

function findingOf(
  id: string,
  name: string,
  rows: readonly Row[],
  statistic: Statistic,
): Finding | undefined {
  const blocks = blocksOf(rows, statistic);
  if (blocks.length < fewestBlocks) return undefined;
  const trend = trendOverBlocks(blocks, ({ 0: block }) => block?.throughput ?? null);
  if (!trend?.interval) return undefined;
  const span = (blocks.at(-1)?.trial ?? 0) - (blocks[0]?.trial ?? 0);
  const whole = overRun(trend, span);
  const { low, high } = whole.interval;
  const drifts = (low > 1 || high < 1) && Math.abs(whole.ratio - 1) > smallest;
  const words = intervalWords(whole.interval, trend.launches, change);
  const over = `over ${String(blocks.length)} blocks, all cells together`;
  return {
    id,
    statement: drifts
      ? `${name} drifted by ${change(whole.ratio)} ${over} (${words}): launches were not alike, so intervals may be too narrow.`
      : `${name} did not drift ${over}: ${change(whole.ratio)} (${words}).`,
    numbers: {
      ratioOverRun: whole.ratio,
      ratioPerBlock: trend.perBlock,
      blocks: blocks.length,
      drifts: drifts ? 1 : 0,
    },
    interval: whole.interval,
    cells: rows.filter(({ launches }) => launches.length > 1).map(({ cell }) => cell.id),
  };
}

/** One value a block, in the place of a launch: how it compares with the whole run. Only cells with a launch in every block count. */
function blocksOf(rows: readonly Row[], statistic: Statistic): readonly Launch[] {
  const numbers = [...new Set(rows.flatMap(({ launches }) => launches.map(({ trial }) => trial)))].sort(
    (a, b) => a - b,
  );
  const logs = rows.flatMap(({ launches }) => {
    const values = launches.map((launch) => statistic([launch]));
    if (launches.length !== numbers.length || values.some((value) => value === null || value <= 0)) return [];
    const own = values.map((value) => Math.log(value ?? 1));
    const centre = mean(own);
    return [new Map(launches.map(({ trial }, index) => [trial, (own[index] ?? 0) - centre]))];
  });
  const [pattern] = rows.flatMap(({ launches }) => launches);
  if (logs.length === 0 || pattern === undefined) return [];
  return numbers.map((trial) => ({
    ...pattern,
    trial,
    throughput: Math.exp(mean(logs.map((log) => log.get(trial) ?? 0))),
  }));
}

interface OverRun {
  readonly ratio: number;
  readonly interval: NonNullable<Trend['interval']>;
}

function overRun({ perBlock, interval }: Trend, span: number): OverRun {
  const { low, high, level } = interval ?? { low: 1, high: 1, level: 0.95 };
  return {
    ratio: perBlock ** span,
    interval: { low: low ** span, high: high ** span, level },
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function change(ratio: number): string {
  const percent = (ratio - 1) * 100;
  return `${percent < 0 ? '−' : '+'}${significant(Math.abs(percent))} %`;
}
