import { inspect } from 'node:util';

/** A value as a message shows it: short, on one line. */
export function quote(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text =
    typeof value === 'string' || typeof value === 'object' ? JSON.stringify(value) : inspect(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
