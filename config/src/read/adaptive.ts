import type { Adaptive } from '@wiretax/core';
import type { Located } from './located.js';
import { nearest } from './nearest.js';
import { isPlainObject } from './plain-object.js';
import { notBetween, readPeriodMs, readShare } from './quantities.js';
import { quote } from './quote.js';

/** An interval takes this many launches. */
const leastLaunches = 3;
const defaultRepetitions = 5;

/** `until: {ci: 5%}` (or `ci=5%`) and `budget: 20m`; undefined without either. */
export function readAdaptive(config: Located): Adaptive | undefined {
  const [until, budget] = [config.key('until'), config.key('budget')];
  const relativeWidth = (until && readUntil(until)) ?? undefined;
  const budgetMs = (budget && readPeriodMs(budget)) ?? undefined;
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

function readUntil(at: Located): number | null {
  if (typeof at.value === 'string') return readText(at, at.value);
  if (!isPlainObject(at.value)) {
    return at.value === undefined ? null : at.refuse(`${quote(at.value)} isn't a goal; write {ci: 5%}`);
  }
  // The schema names keys that there aren't.
  const percentage = at.key('ci');
  return percentage === undefined ? null : readPercentage(percentage);
}

/** `ci=5%`, as the flag has it. */
function readText(at: Located, text: string): number | null {
  const [key = '', percentage] = text.split('=').map((part) => part.trim());
  if (key === 'ci' && percentage !== undefined) return readPercentage(at.as({ ci: percentage }).below('ci'));
  return at.refuse(`${quote(text)} isn't a goal; write ci=5%`, nearest(key, ['ci']));
}

function readPercentage(at: Located): number | null {
  const share = readShare(at);
  return share === 0 ? at.refuse(notBetween(at.value)) : share;
}
