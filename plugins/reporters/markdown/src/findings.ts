import { type Finding, formatDuration, formatLevel, type Results, significant } from '@wiretax/core';
import { caveatLegend, markedStatement, orderedFindings, tellsInterval } from '@wiretax/core/record';
import { figure } from '@wiretax/writing';
import { list } from '@wiretax/writing/markdown';

export function findings(results: Results): readonly string[] {
  const found = orderedFindings(results);
  if (found.length === 0) return [];
  const sentences = found.map((finding) => {
    const cells = finding.cells.length === 0 ? '' : ` (${shortened(finding.cells)})`;
    const statement = `${finding.statement}${intervalOf(finding)}`;
    return `${markedStatement({ ...finding, statement })}${cells}`;
  });
  const legend = caveatLegend(found).map(({ mark, meaning }) => `${mark} ${meaning}`);
  return ['## Findings', list(sentences), ...legend];
}

const mostCells = 6;

function shortened(cells: readonly string[]): string {
  const rest = cells.length - mostCells;
  return cells.slice(0, mostCells).join(', ') + (rest > 0 ? ` and ${String(rest)} further cells` : '');
}

/** In the unit of the headline number. Empty where the statement says it itself. */
function intervalOf(finding: Finding): string {
  const { interval, numbers } = finding;
  if (interval === undefined || tellsInterval(finding)) return '';
  const { low, high, level } = interval;
  const [key = ''] = Object.keys(numbers);
  const text = (value: number): string => inUnit(key, value);
  return ` ${formatLevel(level)} interval: ${text(low)} to ${text(high)}.`;
}

/** Keys of numbers end in their unit. */
function inUnit(key: string, value: number): string {
  if (key.endsWith('Ns')) return formatDuration(value);
  if (!key.endsWith('Bytes')) return figure(value);
  return value < 1024 ? `${significant(value)} B` : `${significant(value / 1024)} KiB`;
}
