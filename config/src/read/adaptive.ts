import type { Adaptive } from '@wiretax/core';
import { nearest } from './nearest.js';
import { isPlainObject, type PlainObject } from './plain-object.js';
import type { ProblemList } from './problem-list.js';
import { readPeriodMs } from './quantities.js';
import { quote } from './quote.js';

/** An interval takes this many launches. */
const leastLaunches = 3;
const defaultRepetitions = 5;

/** `until: {ci: 5%}` (or `ci=5%`) and `budget: 20m`; undefined without either. */
export function readAdaptive(raw: PlainObject, problems: ProblemList): Adaptive | undefined {
  const relativeWidth = Object.hasOwn(raw, 'until') ? readUntil(raw['until'], problems) : undefined;
  const budgetMs = Object.hasOwn(raw, 'budget') ? readPeriodMs(raw['budget'], 'budget', problems) : undefined;
  if (relativeWidth === undefined && budgetMs === undefined) return undefined;
  return {
    ...(relativeWidth === undefined ? {} : { relativeWidth }),
    ...(budgetMs === undefined ? {} : { budgetMs }),
  };
}

/** The least number of blocks, from what the config says, if anything. */
export function leastRepetitions(given: number | undefined, adaptive: Adaptive | undefined): number {
  if (adaptive === undefined) return given ?? defaultRepetitions;
  return Math.max(given ?? 1, adaptive.relativeWidth === undefined ? 1 : leastLaunches);
}

function readUntil(value: unknown, problems: ProblemList): number | undefined {
  const given = typeof value === 'string' ? fromText(value, problems) : value;
  if (!isPlainObject(given)) {
    if (given !== undefined) problems.add('until', `${quote(value)} isn't a goal; write {ci: 5%}`);
    return undefined;
  }
  // The schema names keys that there aren't.
  return Object.hasOwn(given, 'ci') ? readPercentage(given['ci'], problems) : undefined;
}

/** `ci=5%`, as the flag has it. */
function fromText(text: string, problems: ProblemList): PlainObject | undefined {
  const [key = '', percentage] = text.split('=').map((part) => part.trim());
  if (key === 'ci' && percentage !== undefined) return { ci: percentage };
  problems.add('until', `${quote(text)} isn't a goal; write ci=5%`, nearest(key, ['ci']));
  return undefined;
}

function readPercentage(value: unknown, problems: ProblemList): number | undefined {
  const text = typeof value === 'string' ? /^(\d+(?:\.\d+)?) ?%$/.exec(value.trim())?.[1] : undefined;
  const share = text === undefined ? undefined : Number(text) / 100;
  if (share !== undefined && share > 0 && share < 1) return share;
  problems.add('until.ci', `${quote(value)} isn't a share between 0 and 100 %, such as 5%`);
  return undefined;
}
