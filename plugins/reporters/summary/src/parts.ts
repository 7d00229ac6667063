import { columnsOf } from '@wiretax/writing';

/** A part of a line in its forms, longest first; an empty one leaves it out. */
export interface Part {
  readonly forms: readonly [string, ...string[]];
  /** Those that yield earlier are shortened first, each as far as it goes. Default: 0, the last. */
  readonly yields?: number;
}

const between = ' · ';

/** The parts on one line, of at most `columns` if their short forms allow it. */
export function lineOf(parts: readonly Part[], columns: number): string {
  return fitted(parts, (line) => columnsOf(line) <= columns);
}

/** The parts in one text, shortened until it fits, or as far as they go. */
export function fitted(parts: readonly Part[], fits: (text: string) => boolean): string {
  const at = parts.map(() => 0);
  const line = (): string =>
    parts
      .map(({ forms }, index) => forms[at[index] ?? 0] ?? '')
      .filter((text) => text !== '')
      .join(between);
  const order = [...parts.keys()].sort((a, b) => (parts[b]?.yields ?? 0) - (parts[a]?.yields ?? 0));
  for (const index of order) {
    const last = (parts[index]?.forms.length ?? 1) - 1;
    while (!fits(line()) && (at[index] ?? 0) < last) at[index] = (at[index] ?? 0) + 1;
  }
  return line();
}
