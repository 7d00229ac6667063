import { parseDuration, type Threshold, type ThresholdFigure } from '@wiretax/core';
import type { Located } from './located.js';
import { nearest } from './nearest.js';
import { quote } from './quote.js';

const example = 'p99(response) < 5ms on tcp.*';
const latencies: readonly ThresholdFigure[] = ['mean', 'min', 'max', 'p50', 'p90', 'p99', 'p999', 'p9999'];
const others: readonly ThresholdFigure[] = ['throughput', 'tailRatio'];
const figures = [...latencies, ...others];
const series = ['response', 'service', 'lag'] as const;
/** As some write them. */
const spellings = new Map([
  ['p99.9', 'p999'],
  ['p99.99', 'p9999'],
]);
/** Longer ones would take their time to be told from thresholds. */
const longestText = 1000;

const shape =
  /^(?<figure>[A-Za-z][\w.]*)\s*(?:\(\s*(?<series>\w*)\s*\))?\s*(?<comparison><=|>=|<|>)\s*(?<limit>[^\s]+(?:\s[^\s]+)??)(?:\s+on\s+(?<cells>[^\s]+))?$/;

/** `p99(response) < 5ms on tcp.*`; without a series it is about response time, without cells about all. */
export function readThreshold(at: Located): Located<Threshold> | null {
  const { value } = at;
  const parts =
    typeof value === 'string' && value.length <= longestText ? shape.exec(value.trim())?.groups : undefined;
  if (typeof value !== 'string' || parts === undefined)
    return at.refuse(`${quote(value)} isn't a threshold; write it like ${quote(example)}`);
  const written = (parts['figure'] ?? '').toLowerCase();
  const figure = known(at, spellings.get(written) ?? written, figures, 'figure');
  if (figure === null) return null;
  const isLatency = latencies.includes(figure);
  if (!isLatency && parts['series'] !== undefined)
    return at.refuse(`${figure} is no latency; write it without (${parts['series']})`);
  const of = isLatency ? known(at, parts['series'] ?? 'response', series, 'latency') : null;
  const limit = readLimit(at, figure, parts['limit'] ?? '');
  if ((isLatency && of === null) || limit === null) return null;
  return at.as({
    text: value.trim(),
    figure,
    series: of,
    comparison: parts['comparison'] as Threshold['comparison'],
    limit,
    cells: parts['cells'] ?? '*',
  });
}

function known<T extends string>(at: Located, name: string, names: readonly T[], what: string): T | null {
  const found = names.find((each) => each.toLowerCase() === name.toLowerCase());
  return found ?? at.refuse(`there is no ${what} ${name}; known: ${names.join(', ')}`, nearest(name, names));
}

function readLimit(at: Located, figure: ThresholdFigure, text: string): number | null {
  if (figure === 'throughput') {
    const [, number, thousand] = /^(\d+(?:\.\d+)?) ?(k)?(?:\/s)?$/.exec(text) ?? [];
    const rate = Number(number) * (thousand === undefined ? 1 : 1000);
    return Number.isFinite(rate) ? rate : at.refuse(`${quote(text)} isn't a rate, such as 20000/s or 20k/s`);
  }
  if (figure === 'tailRatio') {
    const isNumber = /^\d+(\.\d+)?$/.test(text) && Number.isFinite(Number(text));
    return isNumber ? Number(text) : at.refuse(`${quote(text)} isn't a number, such as 3.5`);
  }
  return parseDuration(text) ?? at.refuse(`${quote(text)} isn't a duration, such as 5ms or 800us`);
}
