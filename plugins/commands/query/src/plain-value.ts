import type { JS } from '@duckdb/node-api';

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

/** A value as JSON can hold it: integers that a double can't hold, and times, as text; no number as null. */
export function plainValue(value: JS): Plain {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plainValue);
  if (Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(
      Object.entries(value as Record<string, JS>).map(([name, each]) => [name, plainValue(each)]),
    );
  }
  // Intervals, UUIDs and other classes of DuckDB's know their text; its types say so of some only.
  return (value as { readonly toString: () => string }).toString();
}

/** The same as text; null as an empty one. */
export function textOf(value: JS): string {
  const plain = plainValue(value);
  if (plain === null) return '';
  return typeof plain === 'object' ? JSON.stringify(plain) : String(plain);
}
