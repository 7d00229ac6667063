import { type Analysis, type Finding, type Launch, type Row, significant } from '@wiretax/core';
import { usableRows } from '@wiretax/core/record';
import { quantile, type Statistic, throughput, type Trend, trendOverBlocks } from '@wiretax/statistics';
import { rangeWords, unknownWords } from '@wiretax/statistics/statements';
import { changeOfState } from './state.js';

/** A line through fewer has no degrees of freedom worth the name. */
const fewestBlocks = 4;
/** A drift below it over the whole run changes no conclusion. */
const smallest = 0.01;
/** An interval within it is called no drift; a wider one can't tell. */
const negligible = 0.05;

const figures = [
  { id: 'drift.p50', name: 'P50', subject: 'P50', statistic: quantile(0.5) },
  { id: 'drift.p99', name: 'P99', subject: 'P99', statistic: quantile(0.99) },
  { id: 'drift.throughput', name: 'Throughput', subject: 'throughput', statistic: throughput },
] as const;
type Figure = (typeof figures)[number];
/** Of several figures, one that seems to drift by chance is as rare as if there were one (Bonferroni). */
const level = 1 - 0.05 / figures.length;

/**
 * Whether launches change from block to block, in all cells together: a machine that warms up, or that others use more and more. Each
 * launch counts as what it is over the geometric mean of its cell; a block is the geometric mean of its launches, and is the unit.
 */
export const drift: Analysis = {
  title: 'Drift over the run',
  weight: 160,
  analyse: ({ rows }) => {
    const usable = usableRows(rows);
    const change = changeOfState(rows);
    return [
      ...(change === undefined ? [] : [change]),
      ...figures.flatMap((figure) => findingOf(figure, usable) ?? []),
    ];
  },
};

function findingOf({ id, name, subject, statistic }: Figure, rows: readonly Row[]): Finding | undefined {
  const { blocks, cells } = blocksOf(rows, statistic);
  if (blocks.length < fewestBlocks) return undefined;
  const trend = trendOverBlocks(blocks, ({ 0: block }) => block?.throughput ?? null, { level });
  if (!trend?.interval) return undefined;
  const span = (blocks.at(-1)?.trial ?? 0) - (blocks[0]?.trial ?? 0);
  const whole = overRun(trend, span);
  const { low, high } = whole.interval;
  const drifts = (low > 1 || high < 1) && Math.abs(whole.ratio - 1) > smallest;
  const steady = low > 1 - negligible && high < 1 + negligible;
  const range = rangeWords(whole.interval, change);
  const over = `over ${String(blocks.length)} blocks, all cells together`;
  return {
    id,
    statement: drifts
      ? `${name} drifted by ${change(whole.ratio)}${range} ${over}: launches were not alike, so intervals may be too narrow.`
      : steady
        ? `${name} did not drift ${over}: ${change(whole.ratio)}${range}.`
        : `Whether ${subject} drifted ${over} is ${unknownWords()}: ${change(whole.ratio)}${range}.`,
    numbers: {
      ratioOverRun: whole.ratio,
      ratioPerBlock: trend.perBlock,
      blocks: blocks.length,
      drifts: drifts ? 1 : 0,
    },
    interval: whole.interval,
    cells,
  };
}

/** One value a block, in the place of a launch: how it compares with the whole run. Only cells with a launch in every block count. */
function blocksOf(
  rows: readonly Row[],
  statistic: Statistic,
): { readonly blocks: readonly Launch[]; readonly cells: readonly string[] } {
  const numbers = [...new Set(rows.flatMap(({ launches }) => launches.map(({ trial }) => trial)))].sort(
    (a, b) => a - b,
  );
  const counted = rows.flatMap(({ cell, launches }) => {
    const values = launches.map((launch) => statistic([launch]));
    if (launches.length !== numbers.length || !values.every(isUsable)) return [];
    const own = values.map((value) => Math.log(value));
    const centre = mean(own);
    const logs = new Map(launches.map(({ trial }, index) => [trial, (own[index] ?? 0) - centre]));
    return [{ id: cell.id, logs }];
  });
  const [pattern] = rows.flatMap(({ launches }) => launches);
  if (counted.length === 0 || pattern === undefined) return { blocks: [], cells: [] };
  const blocks = numbers.map((trial) => ({
    ...pattern,
    trial,
    throughput: Math.exp(mean(counted.map(({ logs }) => logs.get(trial) ?? 0))),
  }));
  return { blocks, cells: counted.map(({ id }) => id) };
}

function isUsable(value: number | null): value is number {
  return value !== null && value > 0 && Number.isFinite(value);
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
