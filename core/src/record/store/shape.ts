import type { Problem } from '../../kernel/errors.js';

/**
 * What is wrong with a value that was read from a file, the first thing, with its key path; undefined if the value has the
 * shape. Keys that a shape doesn't know are passed over: a later Wiretax may have written them.
 */
export type Shape = (value: unknown, path: string) => Problem | undefined;

export const text = shape('a text', (value) => typeof value === 'string');
export const flag = shape('true or false', (value) => typeof value === 'boolean');
export const finite = shape('a number', (value) => Number.isFinite(value));
export const amount = shape('a number of at least 0', (value) => isFrom(0, value));
export const count = shape('a whole number of at least 0', (value) => isFrom(0, value, Number.isSafeInteger));
export const ordinal = shape('a whole number of at least 1', (value) =>
  isFrom(1, value, Number.isSafeInteger),
);
export const time = shape(
  'a time such as 2026-01-02T03:04:05.000Z',
  (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
);
/** Whatever JSON can hold. */
export const anything: Shape = () => undefined;

export function oneOf(...words: readonly unknown[]): Shape {
  return shape(words.length === 1 ? String(words[0]) : `one of ${words.join(', ')}`, (value) =>
    words.includes(value),
  );
}

/** All words of a type, so that one that is added can't be forgotten here. */
export function wordOf<T extends string>(words: Readonly<Record<T, true>>): Shape {
  return oneOf(...Object.keys(words));
}

export function upTo(most: number, number: Shape): Shape {
  const isAtMost = shape(`at most ${String(most)}`, (value) => (value as number) <= most);
  return (value, path) => number(value, path) ?? isAtMost(value, path);
}

export function orNull(other: Shape): Shape {
  return (value, path) => (value === null ? undefined : other(value, path));
}

export function list(item: Shape, least = 0): Shape {
  const isList = shape(least === 0 ? 'a list' : 'a list with something in it', (value) => {
    return Array.isArray(value) && value.length >= least;
  });
  return (value, path) =>
    isList(value, path) ??
    first(value as readonly unknown[], (each, index) => item(each, `${path}[${String(index)}]`));
}

/** Keys that must be there, and keys that may be. */
export function record(
  required: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  const keys = [
    ...Object.entries(required).map(([key, of]) => ({ key, of, needed: true })),
    ...Object.entries(optional).map(([key, of]) => ({ key, of, needed: false })),
  ];
  return (value, path) =>
    isObject(value, path) ??
    first(keys, ({ key, of, needed }) => {
      const has = Object.hasOwn(value as object, key);
      if (!has) return needed ? { path: below(path, key), message: 'is missing' } : undefined;
      return of((value as Readonly<Record<string, unknown>>)[key], below(path, key));
    });
}

type OptionalKey<T> = { [Key in keyof T]-?: object extends Pick<T, Key> ? Key : never }[keyof T];
/** A shape for every member of a type that it need not have. */
export type OptionalShapes<T> = Readonly<Record<OptionalKey<T>, Shape>>;

/** The shape of a type, all members of it, so that one that is added can't be forgotten. */
export function recordOf<T>(
  required: Readonly<Record<Exclude<keyof T, OptionalKey<T>>, Shape>>,
  optional: OptionalShapes<T>,
): Shape {
  return record(required, optional);
}

/** Any keys, or those of a shape. */
export function mapOf(item: Shape, keys: Shape = anything): Shape {
  return (value, path) =>
    isObject(value, path) ??
    first(
      Object.entries(value as object),
      ([key, each]) => keys(key, below(path, key)) ?? item(each, below(path, key)),
    );
}

const isObject = shape('keys and values', (value) => {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
});

/** `what`: as in `isn't a text`. */
export function shape(what: string, is: (value: unknown) => boolean): Shape {
  return (value, path) => (is(value) ? undefined : { path, message: `isn't ${what}` });
}

function isFrom(least: number, value: unknown, is: (value: unknown) => boolean = Number.isFinite): boolean {
  return is(value) && (value as number) >= least;
}

function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function first<T>(
  items: readonly T[],
  problemOf: (item: T, index: number) => Problem | undefined,
): Problem | undefined {
  for (const [index, item] of items.entries()) {
    const problem = problemOf(item, index);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
