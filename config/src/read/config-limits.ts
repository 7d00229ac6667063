import { InputError, type Problem } from '@wiretax/core';
import { displayPath } from './display-path.js';
import { quote } from './quote.js';

const mostCharacters = 1 << 18;
/** Lists and mappings within each other. */
const mostLevels = 32;
/** In the whole config; what an alias of YAML stands for counts wherever the alias is used. */
const mostValues = 20_000;
const mostEntries = 2000;
const longestText = 4096;

/** Refuses a config file that would take long to parse. */
export function checkText(path: string, text: string): void {
  if (text.length > mostCharacters) throw refusal(path, 'has more than 262,144 characters');
}

/** Refuses what no study needs and what would take minutes or gigabytes to check; names its key. */
export function checkLimits(path: string, config: unknown): void {
  const problem = new Inspection().problemIn(config, '', 0);
  if (problem !== undefined) throw refusal(path, "can't be run", [problem]);
}

function refusal(path: string, why: string, problems: readonly Problem[] = []): InputError {
  return new InputError('E_CONFIG_LIMIT', `${displayPath(path)} ${why}`, problems);
}

class Inspection {
  #values = 0;

  /** The first thing that is wrong with a value. */
  problemIn(value: unknown, path: string, level: number): Problem | undefined {
    this.#values += 1;
    const [key = ''] = path.split(/[.[]/, 1);
    if (this.#values > mostValues) {
      const counted = 'what an alias stands for counts each time';
      return { path: key, message: `with it the config has more than 20,000 values; ${counted}` };
    }
    if (typeof value === 'string') return textProblem(value, path);
    if (typeof value !== 'object' || value === null) return scalarProblem(value, path);
    if (level >= mostLevels) return { path: key, message: 'has more than 32 levels of lists and mappings' };
    if (Array.isArray(value)) return this.#problemInList(value, path, level);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) {
      const advice = value instanceof Date ? '; write a date in quotes' : '';
      return { path, message: `isn't a text, a number, a list or keys and values${advice}` };
    }
    for (const [name, item] of Object.entries(value)) {
      const below = path === '' ? name : `${path}.${name}`;
      const problem = textProblem(name, path) ?? this.problemIn(item, below, level + 1);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }

  #problemInList(list: readonly unknown[], path: string, level: number): Problem | undefined {
    if (list.length > mostEntries)
      return { path, message: `has ${String(list.length)} entries; 2,000 are the most` };
    for (const [index, item] of list.entries()) {
      const problem = this.problemIn(item, `${path}[${String(index)}]`, level + 1);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }
}

function textProblem(text: string, path: string): Problem | undefined {
  return text.length > longestText
    ? { path, message: `${quote(text)} has more than 4,096 characters` }
    : undefined;
}

function scalarProblem(value: unknown, path: string): Problem | undefined {
  if (value === null || value === undefined || typeof value === 'boolean') return undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return undefined;
  return { path, message: `${quote(value)} isn't a text, a finite number, true or false` };
}
