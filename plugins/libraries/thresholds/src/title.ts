import type { Threshold } from '@wiretax/core';

const figures: Readonly<Partial<Record<Threshold['figure'], string>>> = {
  p999: 'p99.9',
  p9999: 'p99.99',
  tailRatio: 'P99/P50',
};

const second = { unit: 's', ns: 1e9 };
const units = [{ unit: 'ns', ns: 1 }, { unit: 'µs', ns: 1e3 }, { unit: 'ms', ns: 1e6 }, second];

/** What is demanded, in one line: `p99 of tcp.* < 5 ms`. */
export function titleOf(threshold: Threshold): string {
  const { figure, series, comparison, cells } = threshold;
  const of = series === null || series === 'response' ? '' : `${series} `;
  const where = /^\*+$/.test(cells) ? 'all cells' : cells;
  return `${of}${figures[figure] ?? figure} of ${where} ${comparison} ${limitText(threshold)}`;
}

/** The limit as it was meant, with all its digits. */
function limitText({ figure, limit }: Threshold): string {
  if (figure === 'throughput') return `${limit.toLocaleString('en-US', { maximumFractionDigits: 6 })}/s`;
  if (figure === 'tailRatio') return String(limit);
  const { unit, ns } = units.find((each) => limit < each.ns * 1e3) ?? second;
  return `${String(Number((limit / ns).toPrecision(12)))} ${unit}`;
}

const words: Readonly<Record<Threshold['comparison'], string>> = {
  '<': 'below',
  '<=': 'at-most',
  '>': 'above',
  '>=': 'at-least',
};

/** Of letters, digits, dots and dashes; the same for the same threshold. */
export function thresholdId({ text }: Threshold): string {
  const told = text
    .replaceAll(/[<>]=?/g, (comparison) => `-${words[comparison as Threshold['comparison']]}-`)
    .replaceAll('*', 'any')
    .replaceAll(/[^A-Za-z0-9.]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  return `threshold.${told}`;
}
