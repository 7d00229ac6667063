import { parseDuration, type Threshold, type ThresholdFigure } from '@wiretax/core';
import { nearest } from './nearest.js';
import type { ProblemList } from './problem-list.js';
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
export function readThreshold(value: unknown, path: string, problems: ProblemList): Threshold | undefined {
  const parts =
    typeof value === 'string' && value.length <= longestText ? shape.exec(value.trim())?.groups : undefined;
  if (typeof value !== 'string' || parts === undefined) {
    problems.add(path, `${quote(value)} isn't a threshold; write it like ${quote(example)}`);
    return undefined;
  }
  const written = (parts['figure'] ?? '').toLowerCase();
  const figure = known(spellings.get(written) ?? written, figures, 'figure', path, problems);
  if (figure === undefined) return undefined;
  const isLatency = latencies.includes(figure);
  if (!isLatency && parts['series'] !== undefined) {
    problems.add(path, `${figure} is no latency; write it without (${parts['series']})`);
    return undefined;
  }
  const of = isLatency ? known(parts['series'] ?? 'response', series, 'latency', path, problems) : null;
  const limit = readLimit(figure, parts['limit'] ?? '', path, problems);
  if (of === undefined || limit === undefined) return undefined;
  return {
    text: value.trim(),
    figure,
    series: of,
    comparison: parts['comparison'] as Threshold['comparison'],
    limit,
    cells: parts['cells'] ?? '*',
  };
}

function known<T extends string>(
  name: string,
  names: readonly T[],
  what: string,
  path: string,
  problems: ProblemList,
): T | undefined {
  const found = names.find((each) => each.toLowerCase() === name.toLowerCase());
  if (found === undefined) {
    problems.add(path, `there is no ${what} ${name}; known: ${names.join(', ')}`, nearest(name, names));
  }
  return found;
}

function readLimit(
  figure: ThresholdFigure,
  text: string,
  path: string,
  problems: ProblemList,
): number | undefined {
  if (figure === 'throughput') {
    const [, number, thousand] = /^(\d+(?:\.\d+)?) ?(k)?(?:\/s)?$/.exec(text) ?? [];
    const rate = Number(number) * (thousand === undefined ? 1 : 1000);
    if (Number.isFinite(rate)) return rate;
    problems.add(path, `${quote(text)} isn't a rate, such as 20000/s or 20k/s`);
    return undefined;
  }
  if (figure === 'tailRatio') {
    if (/^\d+(\.\d+)?$/.test(text) && Number.isFinite(Number(text))) return Number(text);
    problems.add(path, `${quote(text)} isn't a number, such as 3.5`);
    return undefined;
  }
  const limitNs = parseDuration(text);
  if (limitNs === undefined) problems.add(path, `${quote(text)} isn't a duration, such as 5ms or 800us`);
  return limitNs;
}
