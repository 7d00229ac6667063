import { formatDuration, latencyText, significant, type TrialRecord, visibleLine } from '@wiretax/core';

/** One trial on one line: where, how fast, what of it. */
export function trialLine(record: TrialRecord, position: string): string {
  const { cell, trial, error, measured } = record;
  const head = `${position} ${visibleLine(cell)} #${String(trial)}`;
  if (error !== undefined)
    return `${head}  ${visibleLine(`failed in ${error.phase}: ${error.message}`)} (${visibleLine(error.code)})`;
  if (measured === undefined) return head;
  const { throughput, response } = measured;
  const percentiles = (['p50', 'p99'] as const).flatMap((figure) => {
    const text = latencyText(response, figure, formatDuration);
    return text === undefined ? [] : [`${figure.toUpperCase()} ${text}`];
  });
  return [head, formatRate(throughput), ...percentiles, verdictsOf(record)].join('  ');
}

/** Of the ceiling, what it can be but what it always is. */
function verdictsOf({ control, verdicts }: TrialRecord): string {
  const said = control
    ? verdicts.map((verdict) => (verdict === 'harness-limited' ? 'ceiling' : verdict))
    : verdicts;
  return said.join(', ');
}

/** `23.5 k/s`. */
export function formatRate(perSecond: number): string {
  return perSecond < 1000 ? `${significant(perSecond)} /s` : `${significant(perSecond / 1000)} k/s`;
}
