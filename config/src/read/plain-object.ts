/** A mapping of keys to values, as a config holds it: not a list, not null. */
export type PlainObject = Readonly<Record<string, unknown>>;

export function isPlainObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object without the keys that it gives no value: whoever writes `{ size: maybe }` may mean none. */
export function withoutUndefined(object: PlainObject): PlainObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
