import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Host } from '@wiretax/core';
import { revealSecrets } from '@wiretax/core/run';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { type ConfigSchema, withAxes } from '../read/axis-schema.js';
import { nearest } from '../read/nearest.js';
import { isPlainObject, type PlainObject } from '../read/plain-object.js';
import type { ProblemList } from '../read/problem-list.js';
import { quote } from '../read/quote.js';

/** Checks a merged config against the published schema; leaves out what is already reported. */
export function reportSchemaProblems(config: PlainObject, problems: ProblemList): void {
  schema ??= withAxes(publishedSchema());
  reportAgainst(schema, config, '', problems);
}

let schema: PlainObject | undefined;

/** The schema that editors show. */
export function publishedSchema(): ConfigSchema {
  const file = fileURLToPath(import.meta.resolve('@wiretax/config/wiretax.schema.json'));
  return JSON.parse(readFileSync(file, 'utf8')) as ConfigSchema;
}

/** The same for what a plugin's schema is for: without its secrets, which have to be where they belong. */
export function reportOptions(
  schema: PlainObject,
  written: PlainObject,
  path: string,
  environment: Host['env'],
  problems: ProblemList,
): void {
  const { options, problems: ofSecrets } = revealSecrets(written, schema, environment);
  for (const problem of ofSecrets) problems.add(`${path}.${problem.path}`, problem.message);
  if (ofSecrets.length === 0) reportAgainst(schema, options, path, problems, written);
}

/** Compiling takes a hundred times as long as checking. */
const compiled = new WeakMap<PlainObject, ValidateFunction>();

function compile(schema: PlainObject): ValidateFunction {
  const before = compiled.get(schema);
  if (before !== undefined) return before;
  // What a path is, is up to the file system.
  const formats = { path: true } as const;
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: false, validateSchema: false, formats });
  const check = ajv.compile(withoutDialect(schema));
  compiled.set(schema, check);
  return check;
}

/**
 * Checks a value against a JSON Schema and reports each problem under `path`. Throws if the schema itself
 * is broken. What is quoted is what was `written`, which has the names of secrets in their place.
 */
export function reportAgainst(
  schema: PlainObject,
  value: unknown,
  path: string,
  problems: ProblemList,
  written = value,
): void {
  const check = compile(schema);
  if (check(value)) return;
  for (const error of check.errors ?? []) {
    if (problems.isFull) return;
    const keys = pathOf(error.instancePath);
    const found = describe({ ...error, data: valueAt(written, keys) });
    if (found === undefined) continue;
    const where = joinPath(path, [...keys, ...found.below]);
    if (!problems.covers(where)) problems.add(where, found.message, found.nearest);
  }
}

interface Description {
  /** Keys below the place that the validator names. */
  readonly below: readonly string[];
  readonly message: string;
  readonly nearest?: string | undefined;
}

function describe(error: ErrorObject): Description | undefined {
  const params = error.params as Record<string, unknown>;
  const parent: PlainObject = error.parentSchema ?? {};
  switch (error.keyword) {
    case 'if':
    case 'anyOf':
    case 'oneOf':
      return typeof parent['title'] === 'string' ? expected(error, parent['title']) : undefined;
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return unknownKey(String(params['additionalProperty'] ?? params['unevaluatedProperty']), parent);
    case 'required':
      return { below: [String(params['missingProperty'])], message: 'is missing' };
    case 'enum':
      return notListed(error, params['allowedValues']);
    default:
      return expected(error, parent['title']);
  }
}

function unknownKey(key: string, parent: PlainObject): Description {
  const known = isPlainObject(parent['properties']) ? Object.keys(parent['properties']) : [];
  const list = known.length === 0 ? 'nothing is expected here' : `known: ${known.join(', ')}`;
  const message = known.length < 8 ? `no such key; ${list}` : 'no such key';
  return { below: [key], message, nearest: nearest(key, known) };
}

function notListed(error: ErrorObject, allowed: unknown): Description {
  const names = Array.isArray(allowed) ? allowed.map(String) : [];
  const hint = typeof error.data === 'string' ? nearest(error.data, names) : undefined;
  return { below: [], message: `${quote(error.data)} isn't one of ${names.join(', ')}`, nearest: hint };
}

function expected(error: ErrorObject, title: unknown): Description {
  const rule = typeof title === 'string' ? `isn't ${title}` : (error.message ?? 'is not valid');
  return { below: [], message: `${quote(error.data)} ${rule}` };
}

/** `/size/1/request` as keys. */
function pathOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function valueAt(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((at, key) => (at as PlainObject | undefined)?.[key], value);
}

/** `size[1].request`. */
function joinPath(path: string, keys: readonly string[]): string {
  return keys.reduce((joined, key) => {
    if (/^\d+$/.test(key)) return `${joined}[${key}]`;
    return joined === '' ? key : `${joined}.${key}`;
  }, path);
}

/** Plugins may name a newer dialect than the validator's default; the vocabulary in use is the same. */
function withoutDialect(schema: PlainObject): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema'));
}
