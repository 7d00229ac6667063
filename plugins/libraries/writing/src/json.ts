/**
 * A value as JSON and a newline, two spaces a level. What JSON allows in a string as it is, but a terminal obeys or shows as nothing, is
 * escaped; a reader of JSON gets it back. `replacer` as that of `JSON.stringify`.
 */
export function jsonText(value: unknown, replacer?: (key: string, value: unknown) => unknown): string {
  return `${escaped(JSON.stringify(value, replacer, 2))}\n`;
}

/** The same on one line, without a newline. */
export function jsonLine(value: unknown): string {
  return escaped(JSON.stringify(value));
}

function escaped(json: string): string {
  return json.replace(hidden, (character) =>
    character.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

const hidden = /[\u007f-\u009f\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029\uFFFE\uFFFF]/gu;
