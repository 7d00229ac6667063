import { type Adaptive, allAxes, significant, type Experiment } from '@wiretax/core';
import { axisValue, blocksAllowed, planCells, type PlannedTrial, warmupText } from '@wiretax/core/record';
import { roughDuration } from './rough-duration.js';

const nameWidth = 13;

/** What `--dry-run` prints: the matrix, the trials in their order, the time. */
export function planSummary(
  experiment: Experiment,
  trials: readonly PlannedTrial[],
  estimateMs: number,
): string {
  const measured = trials.filter((trial) => !trial.control);
  const cells = planCells(experiment);
  const values = allAxes().map(({ field, title }) => ({
    name: title,
    values: [...new Set(cells.map((cell) => axisValue(cell, field)))],
  }));
  const points = values.reduce((product, axis) => product * axis.values.length, 1);
  const controls = trials.length - measured.length;
  const ceiling =
    controls === 0 ? '' : `, and ${count(controls, 'trial')} of the null transport as the ceiling`;
  const { adaptive, thresholds, tolerate } = experiment;
  const least = adaptive === undefined ? '' : 'at least ';
  const launches = `${least}${count(experiment.repetitions, 'launch', 'launches')}`;
  const lines = [
    `${experiment.name}: ${count(cells.length, 'cell')} × ${launches} = ${least}${count(measured.length, 'trial')}${ceiling}`,
    ...values.map((axis) => line(axis.name, axis.values.join(', '))),
    ...(points === cells.length ? [] : [line('cells', cells.map((cell) => cell.id).join(', '))]),
    line('collectors', experiment.collectors.map((use) => use.label).join(', ') || 'none'),
    line('window', window(experiment)),
    line('warmup', warmupText(experiment.warmup)),
    ...(adaptive === undefined ? [] : [line('further', furtherBlocks(experiment, adaptive))]),
    ...(tolerate === undefined ? [] : [line('tolerates', `${String(tolerate * 100)} % of failed calls`)]),
    ...thresholds.map(({ text }) => line('threshold', text)),
    line('order', `seed ${String(experiment.seed)}: ${orderOf(trials)}`),
    line('time', `${least}about ${roughDuration(estimateMs)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function line(name: string, text: string): string {
  return `  ${name.padEnd(nameWidth)} ${text}`;
}

function window({ stop: { requests, durationMs } }: Experiment): string {
  const parts = [
    ...(requests === undefined ? [] : [`${String(requests)} calls per client`]),
    ...(durationMs === undefined ? [] : [`${String(durationMs)} ms`]),
  ];
  return parts.join(' or ') + (parts.length > 1 ? ', whichever comes first' : '');
}

/** What an adaptive run does when it has its least number of blocks. */
function furtherBlocks(experiment: Experiment, { relativeWidth, budgetMs }: Adaptive): string {
  const most = `at most ${String(blocksAllowed(experiment))} in all`;
  const goal =
    relativeWidth === undefined
      ? []
      : [`until the P99 of every usable cell is known to ± ${significant(relativeWidth * 100)} %`];
  const time = budgetMs === undefined ? [] : [`as long as they end within ${roughDuration(budgetMs)} in all`];
  return `blocks ${[...goal, ...time].join(', and ')}; ${most}`;
}

function orderOf(trials: readonly PlannedTrial[]): string {
  const first = trials.slice(0, 4).map(({ cell, trial }) => `${cell.id} #${String(trial)}`);
  return trials.length > first.length ? `${first.join(', ')}, …` : first.join(', ');
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${String(number)} ${number === 1 ? one : many}`;
}
